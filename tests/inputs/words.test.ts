import { describe, expect, it } from 'vitest';
import { int64Of, object, parseJson } from '../../src/inputs/apkg/json.ts';
import { mediaName } from '../../src/inputs/apkg/media-name.ts';
import { floats, int64, message, text } from '../../src/inputs/apkg/protobuf.ts';
import { deckName, fieldText, tagList } from '../../src/inputs/apkg/text.ts';

// What Anki 26.9.3 makes of each.
describe('names and texts become what an import makes of them', () => {
  it.each([
    ['A::B', 'A::B'],
    ['p:::q', 'p::q'],
    ['::x', 'blank::x'],
    ['x::', 'x::blank'],
    [' spaced :: name ', 'spaced::name'],
    ['A::::B', 'A::blank::B'],
    ['a:::::b', 'a::blank::b'],
    ['e\u0301', 'é'],
    ['q"uote', 'q"uote'],
    ['tab\there', 'tabhere'],
    ['a:b', 'a:b'],
    [':a', 'a'],
    ['  ', 'blank'],
    ['::', 'blank::blank'],
    ['a\u00a0', 'a'],
    ['a\u0085b', 'a\u0085b'],
  ])('the deck %j', (written, stored) => {
    expect(deckName(written)).toBe(stored);
  });

  it.each([
    ['', []],
    [' b a ', ['a', 'b']],
    ['B a A', ['a', 'B']],
    ['a:: ::x a::::b', ['a::blank', 'a::blank::b', 'blank::x']],
    ['ideographic\u3000space', ['ideographic', 'space']],
    ['e\u0301', ['é']],
    ['ß SS \u00a0q a\tb y: :y', [':y', 'ab', 'q', 'ß', 'y:']],
    ['Äb äB zz Zb za [x _x', ['[x', '_x', 'za', 'Zb', 'zz', 'Äb']],
  ])('the tags %j', (written, stored) => {
    expect(tagList(written)).toEqual(stored);
  });

  it('a field', () => {
    expect(fieldText('a\u007fb\u0001c\u0085d\r\n\te\u0301\u200b\ufeff\0z')).toBe(
      'abc\u0085d\n\té\u200b\ufeffz',
    );
  });

  it.each([
    ['plain.png', 'plain.png'],
    ['UPPER.PNG', 'UPPER.PNG'],
    ['e\u0301.png', 'é.png'],
    ['a:b?c*d.png', 'abcd.png'],
    ['[x].png', 'x.png'],
    ['con.txt', 'con_.txt'],
    ['console.txt', 'console.txt'],
    ['trailing.', 'trailing._'],
    ['nb\u00a0sp.png', 'nb sp.png'],
    ['q\'uote"s.png', "q'uotes.png"],
    ['hash#1%20.png', 'hash#1%20.png'],
    [`${'x'.repeat(126)}.png`, `${'x'.repeat(116)}.png`],
    [`${'é'.repeat(80)}.jpeg`, `${'é'.repeat(57)}.jpeg`],
  ])('the media file %j', (written, stored) => {
    expect(mediaName(written)).toBe(stored);
  });

  it.each(['', '.', '..', 'a/b', 'a\\b', '../x', ':', '\0'])('but not the file %j', (written) => {
    expect(() => mediaName(written)).toThrow(/holds the name/);
  });
});

describe('JSON', () => {
  it('keeps all digits of long integers, and only of these', () => {
    const json =
      '{"id":-4202183881276323922,"a":"1234567890123456789 \\" 9999999999999999","f":0.1234567890123456,"e":1e5,"n":[12345678901234567890,1]}';
    expect(parseJson(json, 'test')).toEqual({
      id: '-4202183881276323922',
      a: '1234567890123456789 " 9999999999999999',
      f: 0.1234567890123456,
      e: 100000,
      n: ['12345678901234567890', 1],
    });
    expect(int64Of(object(parseJson(json, 'test'), 'test'), 'id')).toBe(-4202183881276323922n);
  });

  it.each([
    '',
    '{',
    '{"a":00000000000000000001x}',
    '"\\',
    '['.repeat(100_000),
    `${'['.repeat(200)}1${']'.repeat(200)}`,
  ])('refuses %.20s', (json) => {
    expect(() => parseJson(json, 'test')).toThrow(/its test is no valid JSON/);
  });
});

describe('protobuf', () => {
  it('reads negative integers, floats as they were written, and the last of several', () => {
    const fields = message(
      Buffer.from(
        '08ffffffffffffffffff01' +
          '1001' +
          '1002' +
          '1a080000803fcdcccc3d' +
          '25cdcc4c3f' +
          '2a02c3a9',
        'hex',
      ),
    );
    expect(int64(fields, 1)).toBe(-1n);
    expect(int64(fields, 2)).toBe(2n);
    expect(floats(fields, 3)).toEqual([1, 0.1]);
    expect(floats(fields, 4)).toEqual([0.8]);
    expect(text(fields, 5)).toBe('é');
    expect([int64(fields, 9), text(fields, 9), floats(fields, 9)]).toEqual([0n, '', []]);
  });

  it.each([
    ['a number that does not end', '08ffffffffffffffffffff01'],
    ['a number that is cut', '08ff'],
    ['a text that is cut', '0a05616263'],
    ['a length of exabytes', '0affffffffffffffffff01'],
    ['a group', '0b0c'],
    ['field 0', '0001'],
    ['a float that is cut', '0d0000'],
  ])('refuses %s', (_, hex) => {
    expect(() => message(Buffer.from(hex, 'hex'))).toThrow(/no valid protobuf/);
  });

  it.each([
    ['a text for a number', '0a0161', int64],
    ['a number for a text', '0801', text],
    ['text that is no UTF-8', '0a01ff', text],
    ['a number for floats', '0801', floats],
    ['floats that are cut', '0a03000000', floats],
  ])('refuses %s', (_, hex, read) => {
    expect(() => read(message(Buffer.from(hex, 'hex')), 1)).toThrow(/no valid protobuf|no UTF-8/);
  });
});
