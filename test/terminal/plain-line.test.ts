import {describe, expect, test} from 'vitest';
import {cellsOf, isUnsureWidth} from '../../src/lib/cells.js';
import {plainLineBytes} from '../../src/terminal/plain-line.js';
import {createEmulator} from './support/emulator.js';

const RICH = {columns: 40, capabilities: {color: '256', unicode: true, links: true}} as const;
const BARE = {columns: 40, capabilities: {color: 'none', unicode: false, links: false}} as const;

describe('lines that go out as they are', () => {
  test.each([
    ['plain text', 'HighLatency on api-1'],
    ['columns apart', 'P1      ack in 2m               x'],
    ['styles that end', ' \u001b[1;38;5;203mP1 ▲\u001b[0m ack \u001b[38;5;245m─────· 2m\u001b[0m       end'],
    ['blanks that show', '\u001b[7m   bar      \u001b[0m        \u001b[4m      \u001b[0m     '],
    ['as wide as the screen', '0123456789'.repeat(4)],
    ['blanks alone', '          '],
    ['nothing', ''],
  ])('%s: the terminal shows the same', async (_, line) => {
    const bytes = plainLineBytes(line, 1, RICH);
    expect(bytes).toBeDefined();
    expect((bytes ?? '').length).toBeLessThanOrEqual(line.length + '\u001b[2H'.length);
    const [shown, meant] = [createEmulator(40, 3), createEmulator(40, 3)];
    await shown.write(`\u001b[?7l${bytes}`);
    await meant.write(`\u001b[?7l\u001b[2H${line}`);
    expect(shown.cells()).toEqual(meant.cells());
  });

  test('every character that counts as plain takes one column on every terminal', () => {
    for (let code = 0x20; code < 0x3000; code += 1) {
      if (plainLineBytes(String.fromCharCode(code), 0, RICH) === undefined) continue;
      expect([code, cellsOf(code), isUnsureWidth(code)]).toEqual([code, 1, false]);
    }
  });
});

describe('lines that are read cell by cell', () => {
  test.each([
    ['a cursor move', 'a\u001b[2Jb'],
    ['a title', '\u001b]0;x\u0007'],
    ['a link', '\u001b]8;;7\u0007x\u001b]8;;\u0007'],
    ['a lone escape', 'x\u001b'],
    ['a bell', 'x\u0007'],
    ['a C1 control', 'x\u009b2J'],
    ['a style that stays open', '\u001b[31mx'],
    ['a style within a style', '\u001b[31m\u001b[1mx\u001b[0m'],
    ['hidden text', '\u001b[8mx\u001b[0m'],
    ['an empty style', '\u001b[mx\u001b[0m'],
    ['a colour this terminal has not', '\u001b[38;2;1;2;3mx\u001b[0m'],
    ['a wide character', '火'],
    ['an emoji', '🔥'],
    ['a mark on a letter', 'e\u0301'],
    ['reordered text', 'a\u202eb'],
    ['a line beyond the edge', 'x'.repeat(41)],
    ['a line end', 'a\nb'],
  ])('%s', (_, line) => {
    expect(plainLineBytes(line, 0, RICH)).toBeUndefined();
  });

  test('a terminal without colours and Unicode gets neither', () => {
    expect(plainLineBytes('\u001b[31mP1\u001b[0m', 0, BARE)).toBeUndefined();
    expect(plainLineBytes('▲', 0, BARE)).toBeUndefined();
    expect(plainLineBytes('\u001b[1;7mP1\u001b[0m', 0, BARE)).toBe('\u001b[1H\u001b[1;7mP1\u001b[m');
  });
});
