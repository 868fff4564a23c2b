import {expect, test} from 'vitest';
import {callsOf} from '../../../src/core/escalation/decide-escalate.js';
import {draftsOf} from '../../../src/core/escalation/pages.js';
import type {PageValues, WritePage} from '../../../src/core/escalation/write-page.js';
import {disk, escalating, MINUTE} from '../../support/escalating.js';
import {keyOf, NIGHT} from '../../support/given.js';
import {incident, disk as watched, watching} from './support/watching.js';

/** What would be read, where the operator has a template of their own. */
function read(writePage?: WritePage, alert = disk) {
  const known = escalating(undefined, [alert]).state();
  const state = writePage === undefined ? known : {...known, writePage};
  const asking = {at: NIGHT + 6 * MINUTE, by: 'ana'};
  const command = {type: 'escalate', alerts: [keyOf(alert)], message: 'take over'} as const;
  const calls = callsOf(command, state, asking);
  if ('refusal' in calls) throw new Error(calls.refusal.message);
  return calls.flatMap(call => draftsOf(call, state, asking)).map(({message: {title, text}}) => ({title, text}))[0];
}

test('a page says what it is, since when, what is wanted and who asks', () => {
  expect(read()).toMatchObject({
    title: 'P1 DiskFull for 6m',
    text: expect.stringMatching(/Started: 03:00Z, 6m ago\n(.*\n)*Needed: take over\nFrom ana, 03:06Z\. To Lee\.$/),
  });
});

test('a long summary does not push out what is wanted and who asks where a target cuts the end', () => {
  const long = {...disk, annotations: {...disk.annotations, summary: 'ä'.repeat(6000)}};
  const text = read(undefined, long)?.text ?? '';
  expect(text.slice(0, 1000)).toMatch(/^ä{500}…\nStarted: [\s\S]*Needed: take over\nFrom ana, 03:06Z\. To Lee\.\n…ä/);
  expect(text.match(/ä/g)).toHaveLength(6000);
});

test('a page is written in the operator’s own words, which may hold the built-in ones', () => {
  const seen: PageValues[] = [];
  const own = read(values => {
    seen.push(values);
    return {title: `CALL ${values.labels.alertname}`, text: values.needed};
  });
  expect(own).toEqual({title: 'CALL DiskFull', text: 'take over'});
  expect(seen[0]).toMatchObject({
    severity: 'P1',
    duration: '6m',
    to: ['Lee'],
    by: 'ana',
    runbook: 'unknown',
    tried: [],
  });
  expect(seen[0]?.text).toBe(read()?.text);
});

test('where their words fail, the built-in ones go out', () => {
  expect(read(() => undefined)).toEqual(read());
});

test('a page says who has it in a pager instead of that nobody has acked it', () => {
  const watch = watching();
  watch.when(
    {type: 'report-pager', target: 'pager', found: incident('acknowledged', NIGHT + 2 * MINUTE)},
    NIGHT + 2 * MINUTE,
    'lee',
  );
  watch.when({type: 'escalate', alerts: [keyOf(watched)], targets: ['room']}, NIGHT + 3 * MINUTE);
  const [page] = [...watch.state().shift.deliveries.values()];
  expect(page?.message.fields).toContainEqual({name: 'Now', value: 'acked by lee at pagerduty'});
  expect(page?.message.text).not.toContain('nobody');
});
