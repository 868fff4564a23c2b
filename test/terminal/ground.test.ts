import {describe, expect, test} from 'vitest';
import {INDEXED, RGB} from '../../src/core/look/color.js';
import {createScreenWriter, type ScreenWriterOptions} from '../../src/terminal/screen-writer.js';
import {createEmulator} from './support/emulator.js';
import {fakeLink} from './support/link.js';
import {nextLines, randomness} from './support/random-frames.js';

const [COLUMNS, ROWS] = [30, 8];
const GROUND = {foreground: RGB + 0xeeeeee, background: RGB + 0x102030};
const RICH = {color: 'truecolor', unicode: true, links: true} as const;

function setUp(capabilities: ScreenWriterOptions['capabilities'] = RICH) {
  const emulator = createEmulator(COLUMNS, ROWS);
  const link = fakeLink(COLUMNS, ROWS, bytes => emulator.write(bytes));
  const writer = createScreenWriter({out: link, capabilities, urlOf: () => undefined});
  writer.enter('\u001b[?1049h');
  const shows = async (frame: string) => {
    writer.show(frame);
    await link.settle();
    return emulator.cells();
  };
  return {emulator, link, writer, shows};
}

const looks = (cells: ReturnType<ReturnType<typeof createEmulator>['cells']>) =>
  new Set(cells.flat().map(cell => cell.look.split(' ').at(-1)));

describe('a theme with a ground of its own', () => {
  test('is behind every cell, also those that were erased and lines that scrolled in', async () => {
    const {writer, shows, emulator, link} = setUp();
    writer.look({ground: GROUND, ascii: false});
    const random = randomness(7);
    let lines: readonly string[] = Array.from({length: ROWS}, (_, y) => `line ${y} of text`);
    for (let turn = 0; turn < 40; turn += 1) {
      await shows(lines.join('\n'));
      for (const cell of emulator.cells().flat()) expect(cell.look).not.toContain('default');
      lines = nextLines(random, [...lines], {columns: COLUMNS, rows: ROWS} as never) as readonly string[];
    }
    expect(link.writes.length).toBeGreaterThan(10);
  });

  test('comes and goes while the picture stays', async () => {
    const {writer, shows, emulator, link} = setUp();
    await shows('one\ntwo');
    expect([...looks(emulator.cells())]).toEqual(['default']);
    writer.look({ground: GROUND, ascii: false});
    await link.settle();
    expect([...looks(emulator.cells())]).toEqual(
      [`${RGB * 3}:${GROUND.background - RGB}`].map(() => expect.anything()),
    );
    expect(emulator.lines().slice(0, 2)).toEqual(['one', 'two']);
    writer.look({ascii: false});
    await link.settle();
    expect([...looks(emulator.cells())]).toEqual(['default']);
  });

  test('costs nothing where it is told the same again', async () => {
    const {writer, shows, link} = setUp();
    writer.look({ground: GROUND, ascii: false});
    await shows('one');
    const before = link.writes.length;
    writer.look({ground: {...GROUND}, ascii: false});
    await link.settle();
    expect(link.writes.length).toBe(before);
  });

  test('is none without colours, and the nearest there is with few', async () => {
    const none = setUp({...RICH, color: 'none'});
    none.writer.look({ground: GROUND, ascii: false});
    await none.shows('one');
    expect(none.link.writes.join('')).not.toMatch(/\[[\d;]*[34]8;/);
    const few = setUp({...RICH, color: '16'});
    few.writer.look({ground: {foreground: INDEXED + 231, background: INDEXED + 16}, ascii: false});
    await few.shows('one');
    expect(few.link.writes.join('')).toContain('\u001b[0;97;40m');
  });
});

test('ASCII alone is drawn where it is asked for, whatever the locale says', async () => {
  const {writer, shows, emulator} = setUp();
  await shows('▌P1 ▲ café');
  writer.look({ascii: true});
  await shows('▌P1 ▲ café ●');
  expect(emulator.lines()[0]).toBe('>P1 ^ cafe *');
});
