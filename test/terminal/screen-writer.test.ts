import {describe, expect, test} from 'vitest';
import {createScreenWriter, type ScreenWriter} from '../../src/terminal/screen-writer.js';
import {createEmulator, type EmulatedCell} from './support/emulator.js';
import {type FakeLink, fakeLink} from './support/link.js';
import {nextLines, type Randomness, randomLine, randomness} from './support/random-frames.js';

const RICH = {color: 'truecolor', unicode: true, links: true} as const;

function setUp(
  columns: number,
  rows: number,
  capabilities: Parameters<typeof createScreenWriter>[0]['capabilities'] = RICH,
) {
  const emulator = createEmulator(columns, rows);
  const link = fakeLink(columns, rows, bytes => emulator.write(bytes));
  const writer = createScreenWriter({
    out: link,
    capabilities,
    urlOf: id => (id === '7' ? 'https://x.example' : undefined),
  });
  writer.enter('\u001b[?1049h');
  return {emulator, link, writer};
}

const WIDE = createEmulator(700, 60);

/** The frame as a terminal draws it that is too wide for any line to reach its edge. */
async function pictureOf(frame: string, columns: number, rows: number): Promise<EmulatedCell[][]> {
  const lines = frame.split('\n').slice(0, rows);
  await WIDE.write(`\u001b[m\u001b[2J${lines.map((line, y) => `\u001b[${y + 1}H\u001b[0m${line}`).join('')}`);
  return WIDE.cells(columns, rows).map(row => withoutHalf(row));
}

function withoutHalf(row: EmulatedCell[]): EmulatedCell[] {
  const last = row.at(-1);
  return last?.width === 2 ? [...row.slice(0, -1), {text: ' ', width: 1, look: 'default'}] : row;
}

async function settled(link: FakeLink, writer: ScreenWriter, frame: string): Promise<string> {
  const before = link.writes.length;
  writer.show(frame);
  await link.settle();
  return link.writes.slice(before).join('');
}

describe('random frames', () => {
  const seeds = Array.from({length: 40}, (_, index) => index * 7919 + 1);

  test.each(seeds)('session %i ends each frame with the right picture', async seed => {
    const random = randomness(seed);
    const screen = setUp(8 + random.below(50), 3 + random.below(18));
    let lines = Array.from({length: screen.link.rows}, () => randomLine(random, screen.link.columns));
    for (let step = 0; step < 60; step += 1) {
      lines = nextLines(random, lines, screen.link.columns);
      if (random.chance(0.05)) lines = resized(random, screen, lines);
      if (random.chance(0.05)) screen.writer.repaint();
      screen.link.stalled = random.chance(0.3);
      await settled(screen.link, screen.writer, lines.join('\n'));
      if (!screen.link.stalled) await expectPicture(screen, lines.join('\n'), step);
    }
    screen.emulator.terminal.dispose();
  });
});

async function expectPicture({emulator, link}: ReturnType<typeof setUp>, frame: string, step: number): Promise<void> {
  const expected = await pictureOf(frame, link.columns, link.rows);
  const shown = emulator.cells();
  // The long way round only where it has something to say.
  if (JSON.stringify(shown) !== JSON.stringify(expected)) expect(shown, `step ${step}`).toEqual(expected);
}

function resized(random: Randomness, {link, writer, emulator}: ReturnType<typeof setUp>, lines: string[]): string[] {
  link.stalled = false;
  link.columns = 8 + random.below(50);
  link.rows = 3 + random.below(18);
  emulator.terminal.resize(link.columns, link.rows);
  writer.repaint();
  return Array.from({length: link.rows}, (_, y) => lines[y] ?? '');
}

/** A board of rows that look like those of an alert table. */
function board(from: number, rows: number): string[] {
  return Array.from({length: rows}, (_, y) => {
    const at = from + y;
    const name = `Alert${at}`.padEnd(30);
    const left = ` \u001b[31mP${(at % 4) + 1}\u001b[39m ▲  ack in ${at % 60}m   \u001b[1m${name}\u001b[22m eu/db-${at}`;
    return `${left.padEnd(100)}${at % 50}m`;
  });
}

describe('bytes', () => {
  test('nothing is written when nothing changed', async () => {
    const {link, writer} = setUp(120, 40);
    await settled(link, writer, board(0, 40).join('\n'));
    expect(await settled(link, writer, board(0, 40).join('\n'))).toBe('');
  });

  test('a changed row costs at most twice its address, style and changed cells', async () => {
    const {link, writer} = setUp(120, 40);
    const lines = board(0, 40);
    await settled(link, writer, lines.join('\n'));
    lines[20] = lines[20]?.replace(/\d+m$/, '59m') ?? '';
    const age = await settled(link, writer, lines.join('\n'));
    expect(age.length).toBeLessThanOrEqual(2 * '\u001b[21;113H\u001b[m59m'.length);
    lines[20] = lines[20]?.replace('ack in 20m', 'ana 14m   ').replace('\u001b[31m', '\u001b[33m') ?? '';
    const acked = await settled(link, writer, lines.join('\n'));
    expect(acked.length).toBeLessThanOrEqual(2 * '\u001b[21;2H\u001b[33mP1\u001b[21;8H\u001b[mana 14m   '.length);
  });

  test('scrolling a list by one row costs at most 450 bytes', async () => {
    const {link, writer} = setUp(120, 40);
    const screen = (from: number) => ['head', ...board(from, 38), 'foot'].join('\n');
    await settled(link, writer, screen(0));
    expect((await settled(link, writer, screen(1))).length).toBeLessThanOrEqual(450);
    expect((await settled(link, writer, screen(0))).length).toBeLessThanOrEqual(450);
  });

  test('large frames arrive in one piece, small ones need no marks for that', async () => {
    const {link, writer} = setUp(120, 40);
    expect(await settled(link, writer, board(0, 40).join('\n'))).toMatch(/\u001b\[\?2026h[\s\S]*\u001b\[\?2026l$/);
    expect(await settled(link, writer, board(0, 40).join('\n').replace('Alert5', 'Alarm5'))).not.toContain('2026');
  });
});

describe('a link that stalls', () => {
  test('gets one frame at most, and then the newest', async () => {
    const {emulator, link, writer} = setUp(80, 24);
    await settled(link, writer, board(0, 24).join('\n'));
    link.stalled = true;
    const before = link.writes.length;
    for (let at = 1; at <= 50; at += 1) await settled(link, writer, board(at * 3, 24).join('\n'));
    expect(link.writes.length - before).toBe(1);
    link.stalled = false;
    await link.settle();
    expect(emulator.cells()).toEqual(await pictureOf(board(150, 24).join('\n'), 80, 24));
    expect(link.writes.length - before).toBe(2);
  });

  test('keeps only the newest title and clipboard', async () => {
    const {link, writer} = setUp(80, 24);
    await settled(link, writer, 'x');
    link.stalled = true;
    await settled(link, writer, 'y');
    writer.send('title', '<one>');
    writer.send('title', '<two>');
    await link.settle();
    link.stalled = false;
    await link.settle();
    expect(link.writes.join('')).toContain('<two>');
    expect(link.writes.join('')).not.toContain('<one>');
  });
});

describe('what is in a frame', () => {
  test('links travel by name and end up on the cells they cover', async () => {
    const {link, writer} = setUp(80, 5);
    const frame = 'see \u001b]8;;7\u0007the board\u001b]8;;\u0007 and \u001b]8;;8\u0007this\u001b]8;;\u0007';
    const bytes = await settled(link, writer, frame);
    expect(bytes).toContain('see \u001b]8;id=7;https://x.example\u001b\\the board\u001b');
    expect(bytes).toContain('\u001b]8;;\u001b\\and');
    expect(bytes).not.toContain('id=8');
    expect(await settled(link, writer, frame.replace('board', 'bored'))).toContain(
      'id=7;https://x.example\u001b\\\u001b[mre\u001b',
    );
  });

  test('other sequences and control characters do not reach the terminal', async () => {
    const {emulator, link, writer} = setUp(80, 5);
    await settled(link, writer, 'a\u001b[2Jb\u0007c\u009b31md\u202ee\u001b]0;title\u0007f\u001bg');
    expect(emulator.lines()[0]).toBe('ab?c?31md?e]0;title?fg');
    expect(link.writes.join('')).not.toContain('\u0007');
  });

  test('a terminal without Unicode gets the same cells in ASCII', async () => {
    const {emulator, link, writer} = setUp(40, 5, {color: 'none', unicode: false, links: false});
    await settled(link, writer, '\u001b[1;31m▌P1\u001b[0m ▲ … ─│┌ é 容🔥 ×4 e\u0301|\u001b[7m ✓ \u001b[27m␊');
    expect(emulator.lines()[0]).toBe('>P1 ^ ~ -|+ e ???? x4 e| y ?');
    expect(link.writes.join('')).not.toMatch(/[^\u0000-\u007f]/);
    expect(emulator.cells()[0]?.[1]?.look).toBe('bold default default');
  });

  test('colours a terminal lacks become their neighbours', async () => {
    const frame = '\u001b[38;2;255;0;0mr\u001b[38;5;46mg\u001b[48;2;8;8;8mb';
    const at256 = setUp(40, 5, {...RICH, color: '256'});
    expect(await settled(at256.link, at256.writer, frame)).toContain('38;5;196mr');
    const at16 = setUp(40, 5, {...RICH, color: '16'});
    expect(await settled(at16.link, at16.writer, frame)).toContain('\u001b[0;91mr\u001b[92mg\u001b[40mb');
  });
});
