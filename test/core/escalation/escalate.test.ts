import {describe, expect, test} from 'vitest';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {aPolicy, disk, escalating, MINUTE, told} from '../../support/escalating.js';
import {anAlert, keyOf, NIGHT} from '../../support/given.js';

describe('calling somebody', () => {
  const keysOf = (watch: ReturnType<typeof escalating>) =>
    [...watch.state().shift.deliveries.values()].flatMap(({verb, key}) => (verb === 'create' ? [key] : []));

  test('sends to the targets of the level, with who is meant and what they will read', () => {
    const watch = escalating();
    const facts = watch.when(
      {type: 'escalate', alerts: [keyOf(disk)], level: 2, message: 'database expert'},
      NIGHT + 10 * MINUTE,
    );
    expect(facts).toMatchObject([
      {type: 'escalation.requested', level: 'secondary', policy: 'all', who: ['Lee'], targets: ['pager']},
      {
        type: 'delivery.requested',
        target: 'pager',
        verb: 'create',
        people: ['PLEE'],
        message: {title: 'P1 DiskFull for 10m'},
      },
    ]);
    const [, page] = facts as readonly Extract<NewFact, {type: 'delivery.requested'}>[];
    expect(page?.message.text).toContain('Needed: database expert');
    expect(page?.message.text).toContain('Impact: unknown');
    expect(page?.message.text).toContain('From ana, 03:10Z. To Lee.');
  });

  test('calls the next level where none is named, and after all of them the last one again', () => {
    const watch = escalating();
    const next = () => {
      watch.tick(NIGHT);
      const facts = watch.when({type: 'escalate', alerts: [keyOf(disk)]}) as readonly NewFact[];
      watch.arrives();
      return facts.map(told);
    };
    expect(next()).toEqual(['calls secondary', 'to pager']);
    expect(next()).toEqual(['calls lead', 'to pager']);
    expect(next()).toEqual(['calls lead', 'to pager']);
  });

  test('two levels that share a target are two pages, and so is a level that is called twice', () => {
    const watch = escalating();
    watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 2});
    watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 3});
    watch.arrives();
    watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 2});
    expect(new Set(keysOf(watch)).size).toBe(3);
  });

  test('two cockpits that call the same level of the same alerts give it one key', () => {
    const [one, other] = [escalating(), escalating()];
    one.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, NIGHT + 5 * MINUTE);
    other.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, NIGHT + 6 * MINUTE, 'lee');
    expect(keysOf(one)).toEqual(keysOf(other));
  });

  test('in a new round the same level has another key', () => {
    const watch = escalating();
    watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, NIGHT + MINUTE);
    watch.tick(NIGHT + 15 * MINUTE);
    watch.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + 16 * MINUTE);
    watch.tick(NIGHT + 16 * MINUTE);
    watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, NIGHT + 20 * MINUTE);
    expect(new Set(keysOf(watch)).size).toBe(2);
  });

  test('is refused when what was looked at has moved', () => {
    const asOf = NIGHT + MINUTE;
    const escalate = {type: 'escalate', alerts: [keyOf(disk)], level: 2, asOf} as const;
    const acked = escalating();
    acked.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE, 'lee');
    expect(acked.when(escalate, NIGHT + 3 * MINUTE)).toMatchObject({
      refusal: {code: 'refused', message: 'Since you looked, lee has acked it: nobody was called.'},
    });
    const escalated = escalating();
    escalated.when({type: 'escalate', alerts: [keyOf(disk)], level: 3}, NIGHT + 2 * MINUTE, 'mo');
    expect(escalated.when(escalate, NIGHT + 3 * MINUTE)).toMatchObject({
      refusal: {message: 'Since you looked, mo has escalated it: nobody was called.'},
    });
    const resolved = escalating();
    resolved.shows([]);
    expect(resolved.when(escalate, NIGHT + 3 * MINUTE)).toMatchObject({refusal: {code: 'refused'}});
    const same = escalating();
    same.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT);
    expect(same.when(escalate, NIGHT + 3 * MINUTE)).toMatchObject([{type: 'escalation.requested'}, {}]);
  });

  test('says what is wrong with a level, a target or alerts that are not there', () => {
    const watch = escalating();
    const call = (more: object) => watch.when({type: 'escalate', alerts: [keyOf(disk)], ...more});
    expect(call({level: 9})).toMatchObject({
      refusal: {code: 'not-found', hint: 'They are 1 primary, 2 secondary, 3 lead.'},
    });
    expect(call({level: 1})).toMatchObject({refusal: {code: 'refused', hint: 'Name a target with --to.'}});
    expect(call({targets: ['nowhere']})).toMatchObject({refusal: {code: 'not-found', hint: 'There are pager, room.'}});
    expect(watch.when({type: 'escalate', alerts: ['eu/none']})).toMatchObject({refusal: {code: 'not-found'}});
    expect(escalating(aPolicy(), [disk], {policies: []}).when({type: 'escalate', alerts: [keyOf(disk)]})).toMatchObject(
      {
        refusal: {code: 'not-found', message: 'No escalation policy fits DiskFull.'},
      },
    );
  });

  test('a target can be named without any policy', () => {
    const watch = escalating(aPolicy(), [disk], {policies: []});
    expect(watch.when({type: 'escalate', alerts: [keyOf(disk)], targets: ['room']})).toMatchObject([
      {type: 'escalation.requested', targets: ['room'], policy: ''},
      {type: 'delivery.requested', target: 'room'},
    ]);
  });

  test('one call for each group of alerts', () => {
    const other = anAlert({name: 'CertExpires', startsAt: NIGHT});
    const watch = escalating(aPolicy(), [disk, other]);
    const facts = watch.when({type: 'escalate', alerts: [keyOf(disk), keyOf(other)], targets: ['pager']});
    expect((facts as readonly NewFact[]).map(({type}) => type)).toEqual([
      'escalation.requested',
      'delivery.requested',
      'escalation.requested',
      'delivery.requested',
    ]);
  });

  test('ladders are in a snapshot', () => {
    const watch = escalating();
    watch.tick(NIGHT + 15 * MINUTE);
    watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, NIGHT + 16 * MINUTE);
    const {shift} = watch.state();
    expect(shift.ladders.size).toBe(1);
    expect(fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(shift, NIGHT))))).toEqual(shift);
  });
});
