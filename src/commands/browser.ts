import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Surroundings } from './command.ts';

/** A browser without a window, which runs no script of a page and reaches no network. */
export interface Browser {
  /** Opens a page, lets its frames grow to what is in them, and takes its picture. */
  shoot: (address: string) => Promise<{ picture: Uint8Array; heights: number[] }>;
  close: () => Promise<void>;
}

/** The Chrome or Chromium that `CHROME_PATH` names, else the first one that this machine has. */
export function findBrowser({ env }: Pick<Surroundings, 'env'>): string | undefined {
  const { CHROME_PATH: chosen, PATH = '', PROGRAMFILES = 'C:\\Program Files' } = env;
  if (chosen) return isProgram(chosen) ? chosen : undefined;
  const folders = PATH.split(delimiter).filter(Boolean);
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...(process.platform === 'darwin'
      ? ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
          (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
        )
      : []),
    ...(process.platform === 'win32'
      ? ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
          (path) => join(PROGRAMFILES, path),
        )
      : []),
  ].find(isProgram);
}

const names = [
  ...['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'],
  'microsoft-edge',
];

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts a browser with a profile of its own, which goes with it. */
export async function startBrowser(program: string): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'deckwright-browser-'));
  const child = spawn(program, [...switches, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ask = converse(child);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const close = async () => {
    // A browser that closes itself takes its helpers along.
    const late = setTimeout(() => child.kill('SIGKILL'), grace);
    await ask('Browser.close').catch(() => child.kill('SIGKILL'));
    await ended;
    clearTimeout(late);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const session = await openPage(ask);
    return { shoot: (address) => shoot(session, address), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const switches = [
  ...['--headless=new', '--remote-debugging-pipe', '--disable-gpu', '--hide-scrollbars'],
  ...['--no-first-run', '--no-default-browser-check', '--disable-extensions', '--mute-audio'],
  ...['--disable-background-networking', '--disable-sync', '--disable-component-update'],
  // No name and no address leads anywhere.
  ...['--host-resolver-rules=MAP * ~NOTFOUND', '--force-color-profile=srgb', '--lang=en'],
  ...['--disable-dev-shm-usage', '--font-render-hinting=none'],
  // The administrator of a container has no sandbox; cards run nothing in any case.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** A request of the DevTools protocol, and what the browser answers. */
type Ask = (method: string, params?: object, session?: string) => Promise<Record<string, unknown>>;

const patience = 30_000;
const grace = 3000;

/** One message and a zero byte each, over two pipes: the protocol that browsers are driven by. */
function converse(child: ChildProcess): Ask {
  const [, , , out, back] = child.stdio as unknown as Duplex[];
  const waiting = new Map<number, (answer: Answer) => void>();
  const state = { count: 0, rest: '', ended: '' };
  const end = (why: string) => {
    state.ended = why;
    for (const answer of waiting.values()) answer({ error: { message: why } });
    waiting.clear();
  };
  child.on('error', (error) => end(error.message));
  child.on('exit', (code) => end(`it ended (${code ?? 'killed'})`));
  out?.on('error', () => {});
  back?.setEncoding('utf8').on('data', (text: string) => {
    const messages = (state.rest + text).split('\0');
    state.rest = messages.pop() ?? '';
    for (const message of messages) {
      const answer: Answer & { id?: number } = JSON.parse(message);
      waiting.get(answer.id ?? 0)?.(answer);
      waiting.delete(answer.id ?? 0);
    }
  });
  return (method, params = {}, session) =>
    new Promise((resolve, reject) => {
      if (state.ended) return reject(new Error(state.ended));
      state.count += 1;
      const { count: id } = state;
      const late = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`no answer to ${method}`));
      }, patience);
      waiting.set(id, ({ result, error }) => {
        clearTimeout(late);
        if (error) reject(new Error(error.message));
        else resolve(result ?? {});
      });
      out?.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`);
    });
}

interface Answer {
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** Asks the one page that all pictures are taken of. */
type Session = (method: string, params?: object) => Promise<Record<string, unknown>>;

async function openPage(ask: Ask): Promise<Session> {
  const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
  const session: Session = (method, params) => ask(method, params, String(sessionId));
  await session('Page.enable');
  await session('Emulation.setScriptExecutionDisabled', { value: true });
  await session('Emulation.setDeviceMetricsOverride', {
    ...{ width, height: 900, deviceScaleFactor: 1, mobile: false },
  });
  return session;
}

async function shoot(
  session: Session,
  address: string,
): Promise<{ picture: Uint8Array; heights: number[] }> {
  await session('Page.navigate', { url: address });
  const deadline = Date.now() + patience;
  while (!(await evaluate(session, isReady)) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const heights = (await evaluate(session, grow)) as number[];
  const height = Number(await evaluate(session, heightOfPage));
  const { data } = await session('Page.captureScreenshot', {
    ...{ format: 'png', captureBeyondViewport: true },
    clip: { x: 0, y: 0, width, height: Math.min(height, highest), scale: 1 },
  });
  return { picture: Buffer.from(String(data), 'base64'), heights };
}

/** Pixels. */
const width = 1060;
/** What is below is in the page. */
const highest = 12_000;

async function evaluate(session: Session, expression: string): Promise<unknown> {
  const { result } = await session('Runtime.evaluate', { expression, returnByValue: true });
  return (result as { value?: unknown }).value;
}

/** Our own words in the page, which itself may run none. */
const isReady = `document.readyState === 'complete' && [...document.querySelectorAll('iframe')].every(
  ({ contentDocument: inner }) => inner?.readyState === 'complete' && inner.fonts.status === 'loaded')`;

const grow = `[...document.querySelectorAll('iframe')].map((frame) => {
  frame.style.resize = 'none';
  frame.style.height = '60px';
  const height = Math.min(4000, frame.contentDocument.documentElement.scrollHeight + 2);
  frame.style.height = height + 'px';
  return height;
})`;

const heightOfPage = 'Math.ceil(document.documentElement.getBoundingClientRect().height)';
