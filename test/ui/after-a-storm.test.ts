import {expect, test} from 'vitest';
import type {NewFact} from '../../src/core/shift/decision.js';
import {LOG_LIMIT} from '../../src/core/shift/log-window.js';
import {start} from '../support/a-night.js';
import {NIGHT, recorded} from '../support/given.js';

function fired(name: string): NewFact {
  const labels = {alertname: name};
  return {
    type: 'alert.fired',
    source: 'eu',
    fingerprint: name,
    startsAt: NIGHT,
    labels,
    state: 'active',
    severity: 'P3',
    on: NIGHT,
  };
}

const BEFORE: readonly NewFact[] = [
  {type: 'note.added', note: 'n1', text: 'needle: do not restart db-7'},
  {
    type: 'incident.declared',
    incident: 'INC-1120-aaaa',
    title: 'pay down',
    severity: 'P2',
    detected: 'alert',
    alerts: [],
    startedAt: NIGHT,
  } as NewFact,
];

/** The journal after a storm, and a cockpit that is opened on it. */
const stormy = () =>
  start({
    columns: 100,
    rows: 30,
    facts: recorded([...BEFORE, ...Array.from({length: 3 * LOG_LIMIT}, (_, at) => fired(`S${at}`))]),
  });

test('the log still finds a note from before a storm, and says that older alerts are not in it', async () => {
  const night = await stormy();
  await night.press('l');
  await night.sees('older alerts: wk log');
  await night.press('/');
  await night.type('needle');
  await night.press('enter');
  await night.sees('do not restart db-7');
});

test('a filter that finds nothing here does not deny what the journal has', async () => {
  const night = await stormy();
  await night.press('l', '/');
  await night.type('S17 ');
  await night.press('enter');
  await night.sees('`wk log` has older ones, too');
});

test('the timeline of an incident is not empty after a storm', async () => {
  const night = await stormy();
  await night.type(':incidents');
  await night.press('enter', 'enter');
  await night.sees('declared');
  expect(night.screen.frame()).toContain('pay down');
});
