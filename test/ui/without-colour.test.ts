import {describe, expect, test} from 'vitest';
import type {Capabilities} from '../../src/core/screen.js';
import {asciiOf} from '../../src/terminal/ascii-glyphs.js';
import {frameRow} from '../../src/terminal/frame-row.js';
import {GLYPHS} from '../../src/ui/glyphs.js';
import {start} from '../support/a-night.js';
import {fakeDesk} from '../support/fake-desk.js';
import {fakeTarget} from '../support/fake-target.js';
import {fakeWatchDesk} from '../support/fake-watch-desk.js';
import {keyOf} from '../support/given.js';
import type {Night} from '../support/night.js';

/** `NO_COLOR=1 LANG=C`. */
const POOREST: Capabilities = {color: 'none', unicode: false, links: false, addressable: true};
const MINUTE = 60_000;

/** The last frame as such a terminal draws it. */
function drawn({screen}: Night): readonly string[] {
  const {columns} = screen.size();
  const lines = (screen.painted.at(-1) ?? '').split('\n');
  return lines.map(line => {
    const {cells} = frameRow(line, {columns, capabilities: POOREST});
    expect(cells.every(({style}) => style.foreground === -1 && style.background === -1)).toBe(true);
    return cells.map(cell => cell.text).join('');
  });
}

async function busy(columns: number, rows: number): Promise<Night> {
  const night = await start({
    columns,
    rows,
    capabilities: POOREST,
    desk: fakeDesk(),
    targets: [fakeTarget({name: 'room', kind: 'slack'})],
    start: {watchDesk: fakeWatchDesk()},
  });
  await night.engine.dispatch({type: 'start-shift', operator: 'ana'});
  await night.alert('DatabasePoolExhausted', {age: 40_000});
  await night.alert('CheckoutErrorRate', {age: 20 * MINUTE});
  await night.alert('DiskFillingUp', {labels: {severity: 'high'}});
  await night.alert('NobodyKnows', {labels: {severity: 'blurry'}});
  await night.alert('PodRestarted', {labels: {severity: 'info'}});
  const acked = await night.alert('QueueBacklog', {labels: {severity: 'high'}});
  await night.engine.dispatch({type: 'ack', alerts: [keyOf(acked)]}, 'ana');
  await night.alert('CertExpiresSoon', {labels: {severity: 'warning'}});
  await night.silenced('CertExpiresSoon');
  await night.wait(3000);
  return night;
}

function rowOf(night: Night, name: string): string {
  const row = drawn(night).find(line => line.includes(name.slice(0, 10)));
  if (row === undefined) throw new Error(`${name} is not in\n${drawn(night).join('\n')}`);
  return row;
}

describe('without colours and Unicode', () => {
  const [columns, rows] = [60, 15];

  test.each([
    [60, 15],
    [80, 24],
  ])('the board tells every state of a row by words, at %ix%i', async (columns, rows) => {
    const night = await busy(columns, rows);
    expect(rowOf(night, 'DatabasePool')).toMatch(/^.P1.*\d/);
    expect(rowOf(night, 'CheckoutError')).toMatch(/^.P1.*(late|!)/);
    expect(rowOf(night, 'DiskFilling')).toMatch(/^.P2/);
    expect(rowOf(night, 'NobodyKnows')).toMatch(columns < 76 ? /^.P3\?/ : /^.P3 \?/);
    expect(rowOf(night, 'PodRestarted')).toMatch(/^.P4/);
    expect(rowOf(night, 'QueueBacklog')).toMatch(/^.P2.*ana/);
    const shelves = drawn(night).filter(line => /^ (?:needs you|on it|quiet) \d/.test(line));
    expect(shelves.map(line => line.trim().split(' ')[0])).toEqual(['needs', 'on', 'quiet']);
    expect(drawn(night).join('\n')).toContain('1 silenced');
  });

  test('the cursor, a mark, a row that left, and a source that does not answer have signs of their own', async () => {
    const night = await busy(columns, rows);
    const heads = () => drawn(night).map(line => line.slice(0, 1));
    expect(heads().filter(head => head === '>')).toHaveLength(1);
    await night.press('space', 'j');
    expect(heads().filter(head => head === '#')).toHaveLength(1);
    expect(heads().filter(head => head === '>')).toHaveLength(1);
    await night.resolve('DiskFillingUp');
    expect(drawn(night).some(line => /^.\s+> DiskFillingUp resolved/.test(line))).toBe(true);
    const well = drawn(night)[0];
    expect(well).toMatch(/eu ?\*/);
    await night.wait(4 * MINUTE);
    expect(drawn(night)[0]).not.toMatch(/eu ?\*/);
    expect(drawn(night).join('\n')).toMatch(/blind/);
    expect(rowOf(night, 'CheckoutError')).toMatch(/P1 ?~/);
  });

  test('every screen is drawn within its width, in ASCII', async () => {
    const night = await busy(columns, rows);
    await night.press('i');
    await night.press('enter');
    await night.press('esc');
    await night.press('g');
    const opened = ['', 'enter', 'e', 'r', ':silences', ':log', ':sources', ':incidents', ':handoff', ':shift'];
    const rest = [':metrics', ':deliveries', ':contacts', '?', 'A', 's', 'n', ':', '/', 'o', 'T', 'q'];
    for (const way of [...opened, ...rest]) {
      if (way.length > 1 && way.startsWith(':')) {
        await night.press(':');
        await night.type(way.slice(1));
        await night.press('enter');
      } else if (way !== '') await night.press(way);
      const lines = drawn(night);
      expect(lines.length).toBeLessThanOrEqual(rows);
      for (const line of lines) {
        expect(line).toMatch(/^[ -~]*$/);
        expect(line.length).toBeLessThanOrEqual(columns);
        // Nothing that we draw ourselves lacks a stand-in.
        expect(line).not.toMatch(/\?{3,}/);
      }
      await night.press('esc', 'esc');
    }
  });
});

describe('signs that stand for different things in one place differ in ASCII, too', () => {
  const {p1, p2, p3, up, waiting, warning, failed, done, step, none, cursor, mark, moved, folded, unfolded, past} =
    GLYPHS;
  test.each([
    ['of severities', [p1, p2, p3, '?', past, ' ']],
    ['of sources', [up, waiting, warning, failed]],
    ['of steps', [done, up, waiting, failed, step, none]],
    ['of deliveries', [done, failed, waiting, none]],
    ['of what is taken over', [done, failed, waiting, moved]],
    ['of the watch', [done, failed, waiting, step]],
    ['at the head of a row', [cursor, mark, unfolded, ' ']],
    ['of groups', [folded, unfolded]],
  ])('%s', (_, signs) => {
    expect(new Set(signs.map(asciiOf)).size).toBe(signs.length);
    for (const sign of signs) expect(asciiOf(sign)).toHaveLength(1);
  });
});
