import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test, vi} from 'vitest';
import {endedWithTest, leave, openDesk} from '../e2e/support/desk.js';
import {type Launched, launch} from '../support/launch.js';
import {describeReal, postAlerts, startAlertmanager} from '../support/real.js';
import {some} from '../support/soak.js';
import {HOSTILE_CONFIG, hostileAlerts, PAYLOADS, postHostileSilences} from './support/hostile.js';
import {expectOwnBytes} from './support/sequences.js';

// Whole processes on a machine that may be busy.
vi.setConfig({testTimeout: 60_000});

const DOWN = Array.from({length: 12}, () => 'j');

/** From wherever a busy machine has left the keys before; unlike `q`, it never leaves the cockpit. */
const BACK = ['\u001b', '\u001b', '\u001b'];

const SIZES = some(
  [
    {cols: 60, rows: 15, utf8: false},
    {cols: 100, rows: 30, utf8: true},
    {cols: 200, rows: 60, utf8: true},
  ],
  1,
);

/** Every screen and overlay, key by key. */
const WALK: Readonly<Record<string, readonly string[]>> = {
  'the board': [...DOWN, '\u0004', '\u0004', '\u0015', 'G', 'g', '\t', 'G', 'k', '\t', 'z', 'j', 'z'],
  'an alert': ['g', '\r', ...DOWN, '\u0004', '\u0004', 'G', ']', '\u0004', ']', ']', '[', '\u001b'],
  'many alerts': ['g', ...Object.keys(PAYLOADS).flatMap(() => ['\r', 'G', '\u001b', 'j'])],
  'its links': ['g', 'j', 'o', 'j', 'j', '\u001b', 'o', '\r', '\u001b', 'j', 'o', '2', '\u001b'],
  'what is copied': ['g', 'y', 'j', '\r', 'y', '1', 'j', 'y', '2', 'j', 'y', '3', 'j', 'y', '4', '\u001b'],
  'the ack question': ['g', 'A', '\t', '\t', '\u001b', 'j', ' ', 'j', ' ', 'a', '\u001b', 'A', '\u001b', '\u001b'],
  'the silence editor': ['g', 's', '\t', '\t', '\t', '\t', '\u001b', 'j', 's', '\u001b', 'j', 's', '\u001b'],
  'a note': ['n', 'seen', '\u001b[200~pasted\u001b]0;x\u0007\u001b[201~', '\r', 'j', 'n', '\u001b'],
  'an ack': ['g', 'a', 'j', 'a', 'u'],
  noise: ['g', 'f', 'j', 'f'],
  'a filter': ['/', 'payload=', '\t', '\u0015', 'evil', '\r', 'j', '/', '\u0015', '\r', '\u001b'],
  'a filter that is wrong': ['/', '\u0015label_title=~"(', '\r', '\u001b', '/', '\u0015', '\r', '\u001b'],
  grouping: [':group payload\r', 'j', 'j', ':group instance\r', 'j', ':group __proto__\r', ':group route\r'],
  'the silences': [':silences\r', ...DOWN, 'G', 'g', 'e', '\u001b', 'x', 'n', 'y', '\r', '\r', ...BACK],
  'the log': [':log\r', 'G', ...DOWN, 'g', '\u0004', '\r', '\u001b', 'y', '/', 'evil', '\r', ...BACK],
  'the sources': [':sources\r', 'j', '\r', ...BACK],
  'the incidents': [':incidents\r', 'j', 'k', '\r', ...DOWN, 'G', 'm', ...BACK, ...BACK],
  'an escalation': ['g', 'e', 'j', 'm', '\u001b', 't', ...BACK],
  'what was sent, and contacts': [':deliveries\r', 'j', ...BACK, ':contacts\r', 'j', ...BACK],
  'a runbook': ['g', 'r', 'j', ...BACK],
  'the handoff': [':handoff\r', ...DOWN, 'f', '\u001b', '\r', '\u001b', 'G', 'w', ...BACK, ...BACK],
  'taking over': [':accept\r', ...DOWN, 'r', ...BACK, ...BACK],
  'the watch and its figures': [':shift\r', ...DOWN, ...BACK, ':metrics\r', '\t', 'G', ...BACK],
  help: ['?', 'j', 'G', ...BACK],
  commands: [':', '\t', '\t', '\u001b', ':nonsense \u0007\r', ':'.concat('x'.repeat(300)), '\u001b'],
};

/** Types the keys of a walk, alone each, and looks whether the picture is the one that a full repaint gives. */
async function walk(cockpit: Launched, keys: readonly string[]): Promise<readonly (readonly string[])[]> {
  for (const key of keys) {
    cockpit.type(key);
    // Escape is a key of its own only after a moment.
    await sleep(key === '\u001b' ? 120 : 20);
  }
  await cockpit.untilQuiet(300);
  // Any key takes the message away, and its line back.
  cockpit.type('g');
  await sleep(50);
  await cockpit.untilQuiet(150);
  const drawn = picture(cockpit);
  cockpit.type('\u000c');
  await sleep(50);
  await cockpit.untilQuiet(150);
  return [drawn, picture(cockpit)];
}

/** On a busy machine a picture may come late: only what is wrong again and again is wrong. */
async function expectAligned(cockpit: Launched, where: string, keys: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const [drawn, repainted] = await walk(cockpit, keys);
    if (attempt < 8 && JSON.stringify(drawn) !== JSON.stringify(repainted)) continue;
    expect(drawn, where).toEqual(repainted);
    return;
  }
}

function picture(cockpit: Launched): readonly string[] {
  return cockpit.screen().map(still);
}

/** Without what time changes by itself. */
function still(row: string): string {
  return row
    .replace(/\d+(s|m|h|d)\b/g, '#')
    .replace(/\d\d:\d\dZ/g, '#')
    .replace(/\s+/g, ' ')
    .trimEnd();
}

describeReal('alerts that try to steer the terminal', ['prometheus-alertmanager'], () => {
  test.each(SIZES)(
    'steer nothing on any screen of $cols x $rows, UTF-8 $utf8',
    {timeout: 180_000},
    async ({cols, rows, utf8}) => {
      const server = await startAlertmanager({config: HOSTILE_CONFIG});
      await postAlerts(server.url, hostileAlerts());
      await postHostileSilences(server.url);
      const desk = await openDesk(
        `alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 2s}]\nui: {bell: false}\nlinks: {own: "https://own.example/{{ labels.alertname }}"}\n`,
      );
      const named = Object.values(PAYLOADS)
        .filter(text => !text.includes('\0'))
        .slice(0, 3);
      for (const text of [...named, PAYLOADS.newlines ?? ''])
        await desk.wk(['incident', 'declare', '--title', text, '--severity', 'P3', '--set', `impact=${text}`, '--yes']);
      const locale = utf8 ? 'C.UTF-8' : 'C';
      const env = {...desk.env, LANG: locale, LC_ALL: locale};
      const cockpit = endedWithTest(launch([desk.bin], {cols, rows, env}));
      await cockpit.waitFor(/needs you \d\d/, 20_000);
      for (const [where, keys] of Object.entries(WALK)) {
        await expectAligned(cockpit, where, keys);
        expect(cockpit.kind(), where).toBe('alternate');
        expect(cockpit.term.modes.mouseTrackingMode, where).toBe('none');
        expect(cockpit.term.modes.bracketedPasteMode, where).toBe(true);
        expectOwnBytes(cockpit.bytes());
        expect(
          cockpit.bytes().every(byte => utf8 || byte < 0x80),
          where,
        ).toBe(true);
        cockpit.clearBytes();
      }
      expect(await leave(cockpit)).toBe(0);
      await server.stop();
    },
  );
});
