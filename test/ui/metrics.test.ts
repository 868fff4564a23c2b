import {describe, expect, test} from 'vitest';
import type {Fact} from '../../src/core/shift/fact.js';
import {start} from '../support/a-night.js';
import {fakeWatchDesk} from '../support/fake-watch-desk.js';
import {NIGHT, recorded} from '../support/given.js';

const SIZES = [
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 200, rows: 50},
];
const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

/** One call a day for ten days, each acked after two minutes. */
function tenDays() {
  return Array.from({length: 10}, (_, day) => {
    const at = NIGHT - (day + 1) * DAY;
    const name = {source: 'eu', fingerprint: `${day}`.padStart(16, '0'), startsAt: at};
    const labels = {alertname: `Call${day}`, severity: 'critical'};
    const alerts = [{fingerprint: name.fingerprint, startsAt: at}];
    const ack = {
      ack: `ack-${day}`,
      source: 'eu',
      title: 'x',
      alerts,
      matchers: [],
      duration: MINUTE,
      comment: 'x',
      extend: false,
    };
    return [
      ...recorded(
        [{type: 'alert.fired', ...name, labels, severity: 'P1', state: 'active', summary: '', on: at}],
        at,
        'wk',
      ),
      ...recorded([{type: 'ack.requested', ...ack}], at + 2 * MINUTE),
      ...recorded([{type: 'alert.resolved', ...name, on: at + 9 * MINUTE, reason: 'absent'}], at + 9 * MINUTE, 'wk'),
    ];
  })
    .reverse()
    .flat()
    .map((fact, index) => ({...fact, seq: index + 1}));
}

async function opened(
  size: {readonly columns: number; readonly rows: number} = {columns: 120, rows: 40},
  facts: readonly Fact[] = tenDays(),
) {
  const desk = fakeWatchDesk();
  desk.facts = [...facts];
  const night = await start({...size, start: {watchDesk: desk}});
  await night.press(':');
  await night.type('metrics');
  await night.press('enter');
  await night.sees('Figures of the last 30 days');
  return night;
}

describe('the figures in the cockpit', () => {
  test.each(SIZES)('are those of the log, with how many cases they are made of, at $columns x $rows', async size => {
    const night = await opened(size);
    await night.sees('time to ack');
    await night.sees('2m');
    await night.sees('10');
  });

  test('say how many facts of a newer version count nowhere in them', async () => {
    const at = new Date(NIGHT - DAY).toISOString();
    const later: Fact = {v: 1, seq: 99, origin: 'here', at, by: 'ana', type: 'robot.started'};
    const narrow = await opened({columns: 60, rows: 15}, [...tenDays(), later]);
    await narrow.sees('1 unread');
    const wide = await opened({columns: 120, rows: 40}, [...tenDays(), later]);
    await wide.sees('1 fact of a newer version not counted');
  });

  test('of a log of a minute are too early, not tens of thousands a week cut in the middle', async () => {
    const name = {source: 'eu', fingerprint: 'f', startsAt: NIGHT - 38_000};
    const labels = {alertname: 'New', severity: 'critical'};
    const seen = {labels, severity: 'P1', state: 'active', summary: '', on: NIGHT - 38_000} as const;
    const facts = recorded([{type: 'alert.fired', ...name, ...seen}], NIGHT - 38_000);
    const night = await opened({columns: 80, rows: 40}, facts);
    await night.sees('too early');
    expect(night.screen.frame()).toMatch(/calls \(alert volume\) +too early +n 1/);
    expect(night.screen.frame()).not.toContain('a w…');
  });

  test('say how they are reckoned and what is aimed at', async () => {
    const night = await opened({columns: 200, rows: 40});
    await night.press('j');
    await night.sees('mean time from the first alert of a call to its first ack');
    await night.sees('at most 5m: met');
  });

  test('name the alerts that called most without a runbook', async () => {
    const night = await opened({columns: 120, rows: 40});
    await night.press('G');
    await night.sees('runbook coverage');
    await night.sees('called most without one: Call0 1, Call1 1, Call2 1');
  });

  test('are looked at over several spans, each with its curve', async () => {
    const night = await opened();
    await night.press('G');
    await night.press('g');
    await night.press('tab');
    await night.sees('of the last 90 days');
    await night.press('tab');
    await night.sees('of the last 7 days');
    const calls = /calls \(alert volume\).* (\S+)$/m.exec(night.screen.frame());
    expect(calls?.[0]).toContain('a week');
    await night.press('y');
    await night.sees('copied the figures');
  });
});
