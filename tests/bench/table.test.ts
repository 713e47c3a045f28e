import { describe, expect, it } from 'vitest';
import { lastSentence } from '../../bench/install.ts';
import { help, optionsOf } from '../../bench/options.ts';
import { marks, withFigures } from '../../bench/page.ts';
import { peers } from '../../bench/peers.ts';
import type { Measured } from '../../bench/rounds.ts';
import { contestTable, fasterRows, median } from '../../bench/table.ts';

describe('the median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
    [[], undefined],
  ])('of %j is %j', (numbers, middle) => {
    expect(median(numbers)).toBe(middle);
  });
});

describe('a table', () => {
  const run = (wall: number, cpu: number, notes = 1000) => ({ wall, cpu, memory: 50e6, notes });
  const rows: Measured[] = [
    { id: 'deckwright', name: 'Deckwright', runs: [run(2, 3), run(1, 2), run(4, 4)] },
    { id: 'quick', name: 'Quick', runs: [run(1, 0.5, 990)] },
    { id: 'slow', name: 'Slow', runs: [{ wall: 300, over: true }] },
    { id: 'broken', name: 'Broken', runs: [{ wall: 1, failed: 'ValueError: no' }] },
    { id: 'absent', name: 'Absent', runs: [], reason: 'no Python 3 was found' },
  ];

  it('has medians, ratios to the first row, what was lost, and why there is no figure', () => {
    expect(contestTable(rows, { notes: 1000, media: 0 }, 300).split('\n').slice(2)).toEqual([
      '| Deckwright | 500 | 2.00 s | 3.00 s | 50 MB | 1 × | 1 × | 3 |',
      '| Quick (990 of 1,000 notes) | 1,000 | 1.00 s | 0.500 s | 50 MB | 0.5 × | 0.17 × | 1 |',
      '| Slow | over 300 s |  |  |  |  |  |  |',
      '| Broken | fails: ValueError: no |  |  |  |  |  |  |',
      '| Absent | no Python 3 was found |  |  |  |  |  |  |',
    ]);
  });

  it('says which row is faster, and by how much', () => {
    expect(fasterRows(rows)).toEqual([
      { id: 'quick', name: 'Quick', shares: '50 % of the wall time and 17 % of the CPU time' },
    ]);
  });

  it('takes the place of the old figures, and of nothing else', () => {
    const page = `# Title\n\n${marks.begin}\nold\n${marks.end}\n\nAfter.\n`;
    const once = withFigures(page, 'new');
    expect(once).toBe(`# Title\n\n${marks.begin}\n\nnew\n\n${marks.end}\n\nAfter.\n`);
    expect(withFigures(once, 'new')).toBe(once);
    expect(() => withFigures('# Title', 'new')).toThrow('has no');
  });
});

describe('what a failed program said', () => {
  it.each([
    ['Traceback:\n  File "/home/a/b.py"\nValueError: no /home/a/b.py\n', 'ValueError: no b.py'],
    ['TypeError: no\n    at x\n\nNode.js v20\n', 'TypeError: no'],
    [
      'npm error code E404\nnpm error 404 Not Found - GET https://example.org/x\nnpm error A log',
      'npm error 404 Not Found - GET …',
    ],
    ['a | b', 'a / b'],
  ])('%j is told without places of the machine', (said, told) => {
    expect(lastSentence(said)).toBe(told);
  });
});

describe('the command line of the benchmark', () => {
  it('writes the page only where everything usual is measured', () => {
    expect(optionsOf([])).toMatchObject({ sizes: [30, 1000, 10_000], write: true, runs: 3 });
    expect(optionsOf(['--all'])).toMatchObject({ sizes: [30, 1000, 10_000, 100_000], write: true });
    expect(optionsOf(['--no-write'])).toMatchObject({ write: false });
    expect(optionsOf(['10,000', '--peers', 'genanki'])).toMatchObject({
      ...{ sizes: [10_000], peers: ['genanki'], parts: ['compare', 'phases'], write: false },
    });
    expect(optionsOf(['--peers', 'none'])).toMatchObject({ peers: [] });
  });

  it('refuses what it does not know', () => {
    expect(optionsOf(['many'])).toHaveProperty('wrong');
    expect(optionsOf(['--runs', '0'])).toHaveProperty('wrong');
    expect(optionsOf(['--peers', 'nobody'])).toEqual({ wrong: 'Unknown: nobody. See --help.' });
    expect(optionsOf(['--colour'])).toHaveProperty('wrong');
  });

  it('names every peer in its help', () => {
    expect(peers.filter(({ id }) => !help.includes(id))).toEqual([]);
  });
});
