import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, test, vi} from 'vitest';
import {type Desk, endedWithTest, leave, openDesk} from '../e2e/support/desk.js';
import {fakeAlertmanager, someAlert} from '../sources/support/fake-alertmanager.js';
import {type Launched, type LaunchOptions, launch} from '../support/launch.js';
import {some} from '../support/soak.js';
import {expectTold} from './support/expect-told.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

const FULL = process.env.WK_FULL_FAULTS === '1';
const TOUR = [
  'j',
  '\r',
  '\u001b',
  ':log\r',
  ':silences\r',
  ':sources\r',
  ':board\r',
  '?',
  'q',
  'A',
  '\u001b',
  's',
  '\u001b',
  '/',
  '\u001b',
];

async function bench(): Promise<Desk> {
  const alerts = Array.from({length: 30}, (_, index) =>
    someAlert(`a${index}`, {
      labels: {alertname: `Störung ${index} 障害`, severity: 'critical', instance: `höst-${index}`},
      annotations: {summary: 'pool → 50 of 50 … “waiting” — ✓', description: 'naïve café 🚨'},
    }),
  );
  const server = await fakeAlertmanager(alerts);
  return openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
}

function open(desk: Desk, options: LaunchOptions): Launched {
  const bare = {LC_ALL: undefined, LC_CTYPE: undefined, COLORTERM: undefined};
  return endedWithTest(launch([desk.bin], {...options, env: {...desk.env, ...bare, ...options.env}}));
}

async function tour(cockpit: Launched): Promise<void> {
  for (const key of TOUR) {
    cockpit.type(key);
    await sleep(key === '\u001b' ? 120 : 40);
  }
  await cockpit.untilQuiet(200);
}

/** Out of every question: a key that came before a question was drawn has not answered it. */
async function goBack(cockpit: Launched): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    cockpit.type('\u001b');
    await sleep(150);
    await cockpit.untilQuiet(200);
  }
}

test.each(some(['dumb', '', 'unknown'], 2))('TERM=%s gets no cockpit but a sentence, or one that draws', async TERM => {
  const desk = await bench();
  const cockpit = open(desk, {env: {TERM, LANG: 'C.UTF-8'}});
  const ended = cockpit.exit.then(({exitCode}) => exitCode);
  const code = await Promise.race([
    ended,
    cockpit.waitFor(/needs you 30/).then(
      () => 'draws',
      () => 'neither',
    ),
  ]);
  if (code === 'draws') {
    expect(await leave(cockpit)).toBe(0);
    return;
  }
  expect(code).toBe(2);
  const bytes = cockpit.bytes().toString();
  expectTold({stdout: bytes.replaceAll('\r\n', '\n'), stderr: ''});
  expect(bytes).toContain('Set TERM');
  expect(cockpit.kind()).toBe('normal');
});

test('NO_COLOR draws without a single colour', async () => {
  const desk = await bench();
  const cockpit = open(desk, {env: {NO_COLOR: '1', LANG: 'C.UTF-8'}});
  await cockpit.waitFor('needs you 30');
  await tour(cockpit);
  expect(coloursIn(cockpit.bytes().toString())).toEqual([]);
  expect(await leave(cockpit)).toBe(0);
});

test.each(some(['C', 'POSIX', 'en_US.ISO-8859-1'], 1))(
  'a locale of %s gets ASCII on the wire, on every screen',
  async LANG => {
    const desk = await bench();
    const cockpit = open(desk, {env: {LANG}, cols: 100});
    await cockpit.waitFor('needs you 30');
    await tour(cockpit);
    cockpit.type('a');
    await cockpit.waitFor(/acked St.rung/);
    expect(await leave(cockpit)).toBe(0);
    expect([...cockpit.bytes()].filter(byte => byte > 0x7e)).toEqual([]);
  },
);

describe('a small terminal', () => {
  test.each([
    [39, 9],
    [20, 5],
    [10, 2],
    [1, 1],
  ])('of %i x %i says that it is too small, and works again when it grows', async (cols, rows) => {
    const desk = await bench();
    const cockpit = open(desk, {cols, rows, env: {LANG: 'C.UTF-8'}});
    await cockpit.waitFor(screen => screen.trim() !== '');
    await tour(cockpit);
    expect(cockpit.screen()).toHaveLength(rows);
    expect(cockpit.kind()).toBe('alternate');
    cockpit.resize(100, 30);
    await goBack(cockpit);
    cockpit.type(':board\r');
    await cockpit.waitFor('needs you 30');
    expect(await leave(cockpit)).toBe(0);
  });
});

test('a storm of resizes, with keys in between, ends in the right picture', {timeout: 120_000}, async () => {
  const desk = await bench();
  const cockpit = open(desk, {cols: 100, rows: 30, env: {LANG: 'C.UTF-8'}});
  await cockpit.waitFor('needs you 30');
  // On a busy machine a picture may come late: only what is wrong again and again is wrong.
  for (let attempt = 1; ; attempt++) {
    const [drawn, repainted] = await stormOf(cockpit);
    if (attempt < 4 && JSON.stringify(drawn) !== JSON.stringify(repainted)) continue;
    expect(repainted).toEqual(drawn);
    break;
  }
  expect(await leave(cockpit)).toBe(0);
});

/** The picture after many sizes, and the same painted anew. */
async function stormOf(cockpit: Launched): Promise<readonly (readonly string[])[]> {
  for (let round = 0; round < (FULL ? 1_000 : 60); round++) {
    cockpit.resize(1 + Math.floor(Math.random() * 220), 1 + Math.floor(Math.random() * 70));
    if (round % 5 === 0) cockpit.type(TOUR[round % TOUR.length] ?? 'j');
    await sleep(Math.random() * 20);
  }
  cockpit.resize(100, 30);
  await goBack(cockpit);
  cockpit.type(':board\rg');
  await cockpit.waitFor(/needs you 30[\s\S]*▌P1[^\n]*Störung 0 /, 20_000);
  await cockpit.untilQuiet(300);
  const drawn = cockpit.screen();
  cockpit.type('\u000c');
  await sleep(50);
  await cockpit.untilQuiet(300);
  return [drawn.map(still), cockpit.screen().map(still)];
}

/** Without what time changes by itself. */
function still(row: string): string {
  return row
    .replace(/\d+(s|m|h|d)\b/g, '#')
    .replace(/\d\d:\d\dZ/g, '#')
    .replace(/\s+/g, ' ')
    .trimEnd();
}

function coloursIn(bytes: string): readonly string[] {
  const styles = bytes.match(/\u001b\[[\d;:]*m/g) ?? [];
  return styles.filter(style => /[[;](3[0-8]|4[0-8]|9[0-7]|10[0-7])[;:m]/.test(style));
}
