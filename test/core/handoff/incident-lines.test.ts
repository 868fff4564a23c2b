import {expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import type {Settings} from '../../../src/core/settings.js';
import {anAlert, keyOf, NIGHT, someSettings, story} from '../../support/given.js';
import {HOUR, MINUTE} from './given.js';

const pool = anAlert({
  labels: {alertname: 'PoolExhausted', severity: 'critical', cluster: 'eu', service: 'payments'},
  startsAt: NIGHT,
});

function anIncident(settings: Partial<Settings> = {}) {
  const told = story({alerts: [pool], settings});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'declare-incident', title: 'no payments', severity: 'P1', alerts: [keyOf(pool)]}, NIGHT + MINUTE);
  const [incident = ''] = told.state().shift.incidents.keys();
  const text = (now = NIGHT + HOUR) =>
    handoffMarkdown(handoffDocument(told.state(), told.state().log, {from: NIGHT, to: now, now}));
  return {...told, incident, text};
}

test('an incident that was resolved and came back says that, with the fix that did not hold and what was to follow', () => {
  const {when, shows, incident, text} = anIncident();
  const said = {cause: 'bad config', fix: 'rolled back v412', followUp: 'add a test'};
  shows({alerts: []});
  when({type: 'resolve-incident', incident, ...said}, NIGHT + 18 * MINUTE);
  when({type: 'reopen-incident', incident, reason: 'it is back'}, NIGHT + 22 * MINUTE);
  const page = text();
  expect(page).toContain(
    `- **P1 ${incident}** no payments: investigating, taken up again, 03:00Z to now (1h), led by ana\n`,
  );
  expect(page).toContain(
    '\n  - Cause: bad config\n  - Resolved 03:18Z (fix: rolled back v412), and taken up again 03:22Z: ana: it is back\n  - Follow-up: add a test\n  - Next: *not recorded*\n',
  );
  expect(page).toContain('It is investigating, after it came back.');
});

test('what is to do of an incident says by when, and that it is late, by the day of whoever set it', () => {
  const zone = 'Europe/Berlin';
  const {when, incident, text} = anIncident({ui: {...someSettings().ui, timeZone: zone}});
  const due = (day: string) => Date.parse(`${day}T00:00:00+01:00`);
  const action = {type: 'add-task', incident, kind: 'action'} as const;
  when({...action, text: 'alert on pool', owner: 'lee', due: due('2026-12-04')});
  when({...action, text: 'old todo', due: due('2026-11-01')});
  when({...action, text: 'some day', due: Date.parse('2026-12-04T15:30:00Z')});
  when({...action, text: 'no day'});
  expect(text()).toContain(
    [
      '  - To do: alert on pool (lee), due 2026-12-04',
      '  - To do: old todo, due 2026-11-01, **late**',
      '  - To do: some day, due 2026-12-04 15:30Z',
      '  - To do: no day',
    ].join('\n'),
  );
});

test('an alert and the incident it is part of name each other, and what ended it is not said to be unknown', () => {
  const {when, shows, incident, text} = anIncident();
  expect(text()).toContain(`\n- Part of ${incident}\n`);
  expect(text()).toMatch(/ {2}- Alerts: PoolExhausted.*\n {2}- What happened/);
  const {source, fingerprint, startsAt} = pool;
  shows({alerts: []});
  when({type: 'resolve-incident', incident, cause: 'c', fix: 'f'}, NIGHT + 30 * MINUTE);
  const gone = {source, fingerprint, startsAt, on: NIGHT + 20 * MINUTE, reason: 'absent'} as const;
  when({type: 'reconcile', source: 'eu', gone: [gone]}, NIGHT + 31 * MINUTE);
  const ended = text().split('## Ended: P1 and P2')[1] ?? '';
  expect(ended).toContain(`\n  - Part of ${incident} (cause: c; fix: f)\n`);
  expect(ended).not.toContain('What ended it');
});

test('each audience that is to hear next is named, not only the first', () => {
  expect(anIncident().text()).toMatch(/ {2}- Next update: room, 03:31Z \(late\); stakeholders/);
});
