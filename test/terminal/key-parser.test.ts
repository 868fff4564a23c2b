import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Key} from '../../src/core/screen.js';
import {virtualClock} from '../../src/lib/virtual-clock.js';
import {createKeyParser} from '../../src/terminal/key-parser.js';

const ESC = '\u001b';

function reader() {
  const keys: Key[] = [];
  const clock = virtualClock(0);
  const parser = createKeyParser(key => keys.push(key), clock);
  const push = (text: string | Uint8Array) => parser.push(typeof text === 'string' ? Buffer.from(text) : text);
  return {keys, clock, push, parser, names: () => keys.map(shortName)};
}

function shortName(key: Key): string {
  const typed = key.text !== '' && key.text !== key.name ? `=${JSON.stringify(key.text)}` : '';
  return `${key.ctrl ? 'ctrl-' : ''}${key.alt ? 'alt-' : ''}${key.name}${typed}`;
}

function read(bytes: string | Uint8Array): string[] {
  const {push, clock, names} = reader();
  push(bytes);
  clock.advance(2000);
  return names();
}

const SEQUENCES: readonly (readonly [bytes: string, ...names: string[]])[] = [
  ['a', 'a'],
  ['A', 'A'],
  ['/', '/'],
  [' ', 'space=" "'],
  ['ß', 'ß'],
  ['容', '容'],
  ['🔥', '🔥'],
  ['\r', 'enter'],
  ['\n', 'enter'],
  ['\t', 'tab'],
  ['\u007f', 'backspace'],
  ['\b', 'backspace'],
  ['\u0001', 'ctrl-a'],
  ['\u0004', 'ctrl-d'],
  ['\u001a', 'ctrl-z'],
  ['\u0000', 'ctrl-space'],
  ['\u001f', 'ctrl-_'],
  [`${ESC}[A`, 'up'],
  [`${ESC}OB`, 'down'],
  [`${ESC}[1;5C`, 'ctrl-right'],
  [`${ESC}[1;3D`, 'alt-left'],
  [`${ESC}[1;2A`, 'up'],
  [`${ESC}[H`, 'home'],
  [`${ESC}OF`, 'end'],
  [`${ESC}[1~`, 'home'],
  [`${ESC}[4~`, 'end'],
  [`${ESC}[3~`, 'delete'],
  [`${ESC}[5~`, 'pageup'],
  [`${ESC}[6;5~`, 'ctrl-pagedown'],
  [`${ESC}[Z`, 'backtab'],
  [`${ESC}OP`, 'f1'],
  [`${ESC}[[C`, 'f3'],
  [`${ESC}[14~`, 'f4'],
  [`${ESC}[15~`, 'f5'],
  [`${ESC}[24~`, 'f12'],
  [`${ESC}[1;2R`, 'f3'],
  [`${ESC}Oq`, '1'],
  [`${ESC}OM`, 'enter'],
  [`${ESC}x`, 'alt-x'],
  [`${ESC}\u007f`, 'alt-backspace'],
  [`${ESC}ß`, 'alt-ß'],
  [`${ESC}${ESC}[A`, 'alt-up'],
  [`${ESC}[97u`, 'a'],
  [`${ESC}[97;5u`, 'ctrl-a'],
  [`${ESC}[97:65;2u`, 'A'],
  [`${ESC}[27u`, 'esc'],
  [`${ESC}[9;2u`, 'backtab'],
  [`${ESC}[57400u`, '1'],
  [`${ESC}[27;5;100~`, 'ctrl-d'],
  [`${ESC}[200~rm -rf /\r\nx${ESC}[A${ESC}[201~`, 'paste="rm -rf /\\nx"'],
  [`${ESC}[<0;10;20M`],
  [`${ESC}[<0;10;20m`],
  [`${ESC}[M !!`],
  [`${ESC}[32;10;20M`],
  [`${ESC}[I`],
  [`${ESC}[O`],
  [`${ESC}[12;40R`],
  [`${ESC}[?64;1;2c`],
  [`${ESC}[?2026;2$y`],
  [`${ESC}[97;1:3u`],
  [`${ESC}]11;rgb:0000/0000/0000${ESC}\\`],
  [`${ESC}P1$r0m${ESC}\\`],
];

describe('a sequence', () => {
  test.each(SEQUENCES)('%j is read', (bytes, ...names) => {
    expect(read(bytes)).toEqual(names);
  });

  test.each(SEQUENCES)('%j is read when cut at every byte', (bytes, ...names) => {
    const whole = Buffer.from(bytes);
    const {push, names: got} = reader();
    for (const byte of whole) push(Uint8Array.of(byte));
    expect(got()).toEqual(names);
  });

  test('any number of them, cut anywhere, are the same keys', () => {
    const some = fc.array(fc.constantFrom(...SEQUENCES), {maxLength: 8});
    fc.assert(
      fc.property(some, fc.array(fc.nat(200), {maxLength: 6}), (sequences, cuts) => {
        const bytes = Buffer.from(sequences.map(([text]) => text).join(''));
        const {push, names} = reader();
        const places = [0, ...cuts.filter(at => at < bytes.length).toSorted((a, b) => a - b), bytes.length];
        for (const [index, from] of places.slice(0, -1).entries()) push(bytes.subarray(from, places[index + 1]));
        expect(names()).toEqual(sequences.flatMap(([, ...expected]) => expected));
      }),
      {numRuns: 2000},
    );
  });

  test('keys that arrive together are keys of their own', () => {
    expect(read('jjj')).toEqual(['j', 'j', 'j']);
    expect(read(`j${ESC}[Bk\rq`)).toEqual(['j', 'down', 'k', 'enter', 'q']);
  });
});

describe('the escape key', () => {
  test('is known once nothing follows for a while', () => {
    const {push, clock, names} = reader();
    push(ESC);
    clock.advance(49);
    expect(names()).toEqual([]);
    clock.advance(1);
    expect(names()).toEqual(['esc']);
  });

  test('pressed twice is two keys', () => {
    expect(read(`${ESC}${ESC}`)).toEqual(['esc', 'esc']);
    expect(read(`${ESC}${ESC}j`)).toEqual(['esc', 'alt-j']);
  });

  test('is not pressed by an arrow whose bytes come late', () => {
    const {push, clock, names} = reader();
    push(ESC);
    clock.advance(40);
    push('[');
    clock.advance(400);
    push('A');
    expect(names()).toEqual(['up']);
  });

  test('leaves no letters behind when the rest of its sequence comes too late', () => {
    const {push, clock, names} = reader();
    push(ESC);
    clock.advance(60);
    push('[A');
    push(ESC);
    clock.advance(60);
    push('j');
    expect(names()).toEqual(['esc', 'up', 'esc', 'j']);
  });

  test('is followed by ordinary letters after a while', () => {
    const {push, clock, names} = reader();
    push(ESC);
    clock.advance(700);
    push('OK');
    expect(names()).toEqual(['esc', 'O', 'K']);
  });
});

describe('a broken sequence', () => {
  test('that stops half way types nothing', () => {
    expect(read(`${ESC}[1;5`)).toEqual([]);
    expect(read(Uint8Array.of(0xe5, 0xae))).toEqual([]);
  });

  test('with nothing after its start was typed with alt', () => {
    expect(read(`${ESC}[`)).toEqual(['alt-[']);
  });

  test('in UTF-8 is skipped, and the next key is read', () => {
    expect(read(Buffer.from([0xff, 0x61, 0xc3, 0x62, 0x9b, 0x63, 0xc2, 0x9b, 0xed, 0xa0, 0x80, 0x64]))).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  test('ends at a control character', () => {
    expect(read(`${ESC}[12\rj`)).toEqual(['enter', 'j']);
  });
});

describe('a paste', () => {
  test('stays one key however long it takes', () => {
    const {push, clock, names} = reader();
    push(`${ESC}[200~one`);
    clock.advance(60_000);
    push(' q');
    clock.advance(60_000);
    push(`${ESC}[201~q`);
    expect(names()).toEqual(['paste="one q"', 'q']);
  });

  test('has passed the text filter', () => {
    expect(read(`${ESC}[200~a\u202eb\u0007${ESC}]52;c;eA==\u0007\tc${ESC}[201~`)).toEqual(['paste="a<U+202E>b␇ c"']);
  });

  test('is dropped by a reset, and its rest is read afresh', () => {
    const {push, parser, names} = reader();
    push(`${ESC}[200~one`);
    parser.reset();
    push('j');
    expect(names()).toEqual(['j']);
  });
});

test('random bytes give keys without controls, and the parser goes on', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 40}), bytes => {
      const {push, clock, keys, parser} = reader();
      push(bytes);
      clock.advance(5000);
      for (const key of keys) expect(key.name === 'paste' ? '' : key.text).not.toMatch(/\p{Cc}/u);
      parser.reset();
      push('q');
      expect(keys.at(-1)?.name).toBe('q');
    }),
    {numRuns: 2000},
  );
});
