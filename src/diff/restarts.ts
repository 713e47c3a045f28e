import { countWords, likeness, type Words } from './likeness.ts';

/** A note as far as it is recognised by its text. */
export interface Known {
  guid: string;
  text: string;
}

/** A note that comes again under another guid: learners keep the old one and begin anew with the other. */
export interface Restart {
  old: string;
  next: string;
  /** From 0.75, nearly equal, to 1. */
  likeness: number;
}

/** Pairs of a note that is left behind and a new one of nearly the same text; each note in one pair at most. */
export function findRestarts(left: readonly Known[], added: readonly Known[]): Restart[] {
  const next = added.map((note) => ({ guid: note.guid, words: countWords(note.text) }));
  const holders = holdersOf(next);
  const pairs = left.flatMap(({ guid, text }) => {
    const words = countWords(text);
    return candidates(words, holders).flatMap((each) => {
      const share = likeness(words, each.words);
      return share >= NEARLY && words.size > 0
        ? [{ old: guid, next: each.guid, likeness: share }]
        : [];
    });
  });
  return bestPairs(pairs);
}

const NEARLY = 0.75;

/** A word that stands in more notes than this tells nothing. */
const TOO_COMMON = 50;

interface Candidate {
  guid: string;
  words: Words;
}

function holdersOf(notes: readonly Candidate[]): Map<string, Candidate[]> {
  const holders = new Map<string, Candidate[]>();
  for (const note of notes)
    for (const word of note.words.keys()) {
      const list = holders.get(word);
      if (list) list.push(note);
      else holders.set(word, [note]);
    }
  return holders;
}

/** The notes that share the rarest words; notes that are nearly equal share some of these. */
function candidates(words: Words, holders: ReadonlyMap<string, Candidate[]>): Candidate[] {
  const lists = [...words.keys()]
    .map((word) => holders.get(word) ?? [])
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length);
  const rare = lists.filter(({ length }, index) => index === 0 || length <= TOO_COMMON);
  return [...new Set(rare.slice(0, 5).flatMap((list) => list.slice(0, TOO_COMMON)))];
}

function bestPairs(pairs: Restart[]): Restart[] {
  const taken = new Set<string>();
  return pairs
    .sort((a, b) => b.likeness - a.likeness)
    .filter(({ old, next }) => {
      if (taken.has(`old ${old}`) || taken.has(`next ${next}`)) return false;
      taken.add(`old ${old}`).add(`next ${next}`);
      return true;
    });
}
