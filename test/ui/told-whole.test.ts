import {expect, test} from 'vitest';
import {observedChanges} from '../../src/core/alert/observed-changes.js';
import {journalError} from '../../src/journal/trouble.js';
import {start} from '../support/a-night.js';
import {NIGHT, recorded} from '../support/given.js';

const SIZES = [
  [60, 15],
  [80, 24],
] as const;

test.each(SIZES)('how a later silence is written can be read in the question at %ix%i', async (columns, rows) => {
  const night = await start({columns, rows});
  await night.alert('DiskFull');
  await night.press('s', 'backtab');
  expect(joined(night.screen.frame())).toContain('22:00 to 23:30, +30m to +2h, 2026-11-21T22:00Z to +8h');
});

test.each(SIZES)('a mistake in the time of a silence is told whole, once, at %ix%i', async (columns, rows) => {
  const night = await start({columns, rows});
  await night.alert('DiskFull');
  await night.press('s');
  await night.type('why');
  await night.press('backtab');
  await night.type('tomorrow night at ten');
  await night.press('enter');
  const said = joined(night.screen.frame());
  expect(said).toContain('is no duration: write 2h, or START to END with 22:00, +30m or 2026-11-21T22:00Z');
  expect(said.match(/no duration/g)).toHaveLength(1);
  expect(night.source.drafts).toHaveLength(0);
});

test.each(SIZES)('a mistake in a filter is told whole at %ix%i', async (columns, rows) => {
  const night = await start({columns, rows});
  await night.alert('DiskFull');
  await night.press('/');
  await night.type('service=payments instance=db-1 @nothing=1');
  expect(joined(night.screen.frame())).toMatch(/\^ @nothing is not known; there are @state .* @limit enter keep/);
});

test('a silence that starts later says so when it is placed', async () => {
  const night = await start({columns: 120});
  await night.alert('DiskFull');
  await night.press('s');
  await night.type('maintenance');
  await night.press('backtab');
  await night.type('22:00 to 23:30');
  await night.press('enter');
  await night.sees('eu ✓ silence from 22:00 until 23:30: maintenance');
});

test('why a filter could not be kept goes when it is put right', async () => {
  const night = await start({columns: 120});
  await night.alert('DiskFull');
  await night.press('/');
  await night.type('@state=');
  await night.press('enter');
  const [why = ''] = night.screen.frame().split('\n').slice(-4);
  expect(why.trim()).not.toBe('');
  await night.type('unacked');
  await night.press('enter');
  await night.sees('/ @state=unacked');
  night.seesNot(why.trim());
});

test('the default view takes the name of the view before away', async () => {
  const settings = {
    ui: {
      filter: '',
      group: 'route',
      views: [{name: 'crit', filter: 'severity=critical'}],
      title: true,
      bell: true,
      timeZone: 'UTC',
    },
  };
  const night = await start({columns: 120, settings});
  await night.alert('DiskFull');
  await night.press('1');
  await night.sees('view crit');
  await night.press('0', 'esc');
  night.seesNot('view crit');
});

test('what the changes command printed and nobody understood is told where the alert is read', async () => {
  const changes = async () => observedChanges('v412 deployed\n2026-11-20T02:10:00Z pool 50 -> 80\n');
  const night = await start({columns: 80, lookups: {changes}});
  await night.alert('DiskFull');
  await night.press('enter');
  await night.wait(1000);
  await night.wait(1000);
  const said = joined(night.screen.frame());
  expect(said).toContain('1 line of the changes command was not understood: v412 deployed (it prints one change');
  expect(said).toContain('or JSON: {"on": TIME, "text": TEXT, "service": NAME})');
});

test('a changes command that fails with several lines takes one row of the alert screen, and moves no other', async () => {
  const changes = async () => {
    throw new Error('Command failed with exit code 3: /srv/chg\n\ngarbage line\nspawn \u001b[2J/srv/chg');
  };
  const night = await start({columns: 80, rows: 24, lookups: {changes}});
  await night.alert('DiskFull');
  await night.press('enter');
  await night.wait(1000);
  await night.wait(1000);
  await night.sees('Command failed with exit code 3: /srv/chg garbage line spawn /srv/chg');
  expect(night.screen.frame().split('\n')).toHaveLength(24);
  expect(night.screen.frame()).not.toContain('\u001b[2J');
  expect(night.screen.frame()).toMatch(/P\d DiskFull .*since/);
});

test.each(SIZES)('that the quiet may not be real is told whole at %ix%i', async (columns, rows) => {
  const night = await start({columns, rows});
  await night.health({state: 'down', lastGood: NIGHT - 300_000, trouble: {kind: 'timeout', message: 'm.', hint: 'h.'}});
  expect(joined(night.screen.frame())).toContain('But eu does not tell what fires, so that may not be true.');
});

test('what a long filter hides is told before the filter is repeated, at 60 columns', async () => {
  const night = await start({columns: 60, rows: 15});
  await night.alert('DiskFull');
  await night.press('/');
  await night.type('service=nothing instance=nowhere team=nobody');
  await night.press('enter');
  await night.sees('The filter hides 1 that needs you (P1 1)!');
  await night.sees('1 hidden, 1 needs you');
});

test('a key that did nothing because the source had not answered is not taken for done once it has', async () => {
  const firing = recorded([
    {
      type: 'alert.fired',
      source: 'eu',
      fingerprint: '0000000000000001',
      startsAt: NIGHT - 60_000,
      labels: {alertname: 'DiskFull', severity: 'critical'},
      severity: 'P1',
      state: 'active',
      on: NIGHT - 60_000,
    },
  ]);
  const night = await start({columns: 120, facts: firing});
  await night.press('a');
  await night.sees('The source has not answered yet');
  await night.alert('DiskFull');
  night.seesNot('The source has not answered yet');
  await night.sees('The key did nothing: the source had not answered yet. Now it has: look, then press again.');
  await night.wait(3000);
  await night.sees('The key did nothing');
  await night.press('g');
  night.seesNot('The key did nothing');
  expect(night.recorded()).not.toContain('ack.requested');
});

test('a full disk is told once, with its place and what to do, at 80x24', async () => {
  const night = await start({columns: 80, rows: 24});
  await night.alert('DiskFull');
  night.journal.failure = journalError(
    Object.assign(new Error('no space'), {code: 'ENOSPC'}),
    '/home/ana/.local/state/watchkeeper/journal-000001.jsonl',
  );
  await night.press('a');
  const said = joined(night.screen.frame());
  expect(said).toContain(
    'Not done, because it could not be recorded: no space left for /home/ana/.local/state/watchkeeper/journal-000001.jsonl. Make room on that disk; recording goes on by itself as soon as there is some.',
  );
});

/** What is in the frame, without the frame and its line ends. */
function joined(frame: string): string {
  return frame
    .replace(/[│]/g, '')
    .split('\n')
    .map(line => line.trim())
    .join(' ');
}
