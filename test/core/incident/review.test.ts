import {expect, test} from 'vitest';
import {reviewOf} from '../../../src/core/incident/review.js';
import {reviewMarkdown} from '../../../src/core/incident/review-markdown.js';
import {learnedNames} from '../../../src/core/shift/learned-names.js';
import {anAlert, keyOf, NIGHT, someSettings, story} from '../../support/given.js';

const MINUTE = 60_000;

function reviewed() {
  const disk = anAlert({name: 'Disk|Full'});
  const told = story({alerts: [disk]});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + MINUTE);
  told.when(
    {
      type: 'declare-incident',
      title: 'disk <b>full</b>',
      severity: 'P1',
      alerts: [keyOf(disk)],
      startedAt: NIGHT - 12 * MINUTE,
    },
    NIGHT + 2 * MINUTE,
  );
  const [incident = ''] = [...told.state().shift.incidents.keys()];
  told.when({type: 'set-incident-status', incident, status: 'identified'}, NIGHT + 20 * MINUTE);
  told.when({type: 'take-measure', incident, text: 'logs moved to /tmp'}, NIGHT + 25 * MINUTE);
  told.when({type: 'add-task', incident, text: 'rotate logs', kind: 'action', owner: 'lee'}, NIGHT + 30 * MINUTE);
  told.when({type: 'add-task', incident, text: 'call the host', kind: 'task'}, NIGHT + 31 * MINUTE);
  const task = told.state().shift.incidents.get(incident)?.tasks.at(-1)?.task ?? '';
  told.when({type: 'finish-task', incident, task}, NIGHT + 32 * MINUTE);
  told.when({type: 'resolve-incident', incident, cause: 'logs', fix: 'moved them'}, NIGHT + 60 * MINUTE);
  told.when({type: 'reconcile', source: 'eu', gone: [{...disk, on: NIGHT + 61 * MINUTE, reason: 'absent'}]});
  const {shift, log} = told.state();
  const names = learnedNames();
  names.learn(log);
  const known = shift.incidents.get(incident);
  if (known === undefined) throw new Error('no incident was declared');
  return reviewOf(known, log, {settings: someSettings(), naming: names.naming, now: NIGHT + 90 * MINUTE});
}

test('a review says by the log what went well and what did not', () => {
  const {wentWell, wentBadly, phases} = reviewed();
  expect(wentWell).toEqual(['The first ack came after 3m; the target for a P1 is 5m.']);
  expect(wentBadly).toEqual([
    '3 of 3 updates that were due came late or not at all.',
    'No runbook was opened for it.',
    'Nobody was technical lead, nor communications lead, nor scribe.',
    'It went on for 10m before anything noticed.',
    'Something temporary is still in place: logs moved to /tmp.',
  ]);
  expect(phases.map(({what, took}) => `${what} ${took / MINUTE}`)).toEqual([
    'to detect 10',
    'to acknowledge 3',
    'to identify 19',
    'to resolve 40',
    'in all, from the first alert 62',
  ]);
});

test('its document has the facts, and blanks for what only people know', () => {
  const text = reviewMarkdown(reviewed());
  expect(text).toContain('# Review: disk \\<b\\>full\\</b\\>');
  expect(text).toContain('- **Fix**: moved them');
  expect(text).toContain('| rotate logs | lee | *to be written* | | no |');
  expect(text).toMatch(/\| 2026-11-20 03:01Z \| ana acks Disk\\\|Full/);
  expect(text.match(/Why/g)).toHaveLength(5);
});

test('its timeline has names where the log has ids', () => {
  const texts = reviewed().timeline.map(({text}) => text);
  expect(texts).toContainEqual(expect.stringMatching(/^ana did “call the host” of INC-/));
  expect(texts).toContain('Disk|Full resolved');
  expect(texts.join('\n')).not.toMatch(/eu\/|\btask-?\d|\bwk-/);
});
