import { request } from 'node:http';
import { surroundingsError } from '../../surroundings.ts';

/** Where a running Anki with the add-on AnkiConnect listens, and how to talk to it. */
export interface AnkiAddress {
  /** Default `http://127.0.0.1:8765`. */
  url?: string;
  /** The add-on's `apiKey`, if it has one. */
  key?: string;
  /** How long an import may take, in seconds; default 300. */
  timeout?: number;
}

/** Asks AnkiConnect for an action; throws the known error if there is no answer, or a refusal. */
export type Ask = (action: string, params?: Record<string, unknown>) => Promise<unknown>;

const usual = 'http://127.0.0.1:8765';

/** Version of AnkiConnect's interface that is spoken here. */
const version = 6;

/** Seconds for all but an import, which Anki answers when it is done. */
const patience = 30;

/** Bytes; far more than the notes that are asked for at once. */
const longestAnswer = 256 * 1024 * 1024;

/** A way to ask, once something that is AnkiConnect has answered. */
export async function connect({ url = usual, key, timeout = 300 }: AnkiAddress): Promise<Ask> {
  const address = addressOf(url);
  const ask: Ask = async (action, params = {}) => {
    const trouble = action === 'importPackage' ? stillBusy(timeout) : silent();
    const seconds = action === 'importPackage' ? timeout : patience;
    const body = JSON.stringify({ action, version, params, ...(key && { key }) });
    const text = await post(address, body, { seconds, trouble });
    return resultOf(text, action, address, key);
  };
  const spoken = await ask('version');
  if (typeof spoken !== 'number') throw stranger(address);
  if (spoken < version)
    throw surroundingsError(
      `The add-on AnkiConnect in Anki is too old (version ${spoken}, expected ${version}). Update it: Tools, Add-ons, Check for Updates.`,
    );
  return ask;
}

function addressOf(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address?.protocol === 'http:') return address;
  throw surroundingsError(`${url}: expected an address such as ${usual}.`);
}

function resultOf(text: string, action: string, address: URL, key: string | undefined): unknown {
  const answer = parsed(text);
  if (typeof answer !== 'object' || answer === null || !('error' in answer))
    throw stranger(address);
  if (answer.error === null && 'result' in answer) return answer.result;
  const reason = String(answer.error);
  // The sentences are AnkiConnect's own (its `plugin/__init__.py`).
  if (reason.includes('valid api key')) throw wrongKey(key);
  if (reason.includes('collection is not available'))
    throw surroundingsError('Anki has no profile open. Open yours, and push again.');
  throw surroundingsError(`Anki refused (${action}): ${reason}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrongKey(key: string | undefined): Error {
  return surroundingsError(
    key
      ? 'AnkiConnect does not take the key in ANKICONNECT_KEY. Expected the `apiKey` of its configuration.'
      : 'AnkiConnect asks for a key. Set the environment variable ANKICONNECT_KEY to the `apiKey` of its configuration.',
  );
}

function stranger({ origin }: URL): Error {
  return surroundingsError(
    `What answers at ${origin} is not AnkiConnect. Say with --url where it listens.`,
  );
}

interface Deadline {
  seconds: number;
  trouble: Error;
}

/** One connection for each question: AnkiConnect closes it after an answer, without saying so. */
function post(address: URL, body: string, deadline: Deadline): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', Connection: 'close' };
    const asked = request(address, { method: 'POST', headers, agent: false });
    const timer = setTimeout(() => asked.destroy(deadline.trouble), deadline.seconds * 1000);
    const fail = (error: Error) => reject(unreachable(address, error));
    asked.on('error', fail);
    asked.on('close', () => clearTimeout(timer));
    asked.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let length = 0;
      answer.on('error', fail);
      answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > longestAnswer) asked.destroy(stranger(address));
        else chunks.push(chunk);
      });
    });
    asked.end(body);
  });
}

function silent(): Error {
  return surroundingsError(
    `Anki did not answer for ${patience} seconds. Look whether a window in it waits for you, and push again.`,
  );
}

function stillBusy(seconds: number): Error {
  return surroundingsError(
    `Anki did not finish within ${seconds} seconds, and may still import. Push again when it is done, which harms nothing; --timeout waits longer.`,
  );
}

function unreachable({ origin }: URL, error: Error): Error {
  if ('surroundings' in error) return error;
  return surroundingsError(
    `Anki does not answer at ${origin}. Open Anki, with the add-on AnkiConnect in it (Tools, Add-ons, Get Add-ons: 2055492159).`,
    error,
  );
}
