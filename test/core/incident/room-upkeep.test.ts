import {describe, expect, test} from 'vitest';
import type {Delivery} from '../../../src/core/escalation/delivery.js';
import type {IncidentSettings} from '../../../src/core/incident/due.js';
import {roomAsked, roomTrouble} from '../../../src/core/incident/room.js';
import type {KnownTarget} from '../../../src/core/settings.js';
import type {Command} from '../../../src/core/shift/command.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, someSettings, story, types} from '../../support/given.js';

const chat: KnownTarget = {...fakeTarget({name: 'chat', kind: 'slack', repeats: 'search'}), rooms: true};

/** An incident that is declared, whose room is asked for; `opened` makes it be there. */
function asked(incidents: Partial<IncidentSettings> = {}) {
  const settings = {targets: [chat], incidents: {...someSettings().incidents, roomFor: ['P1' as const], ...incidents}};
  const told = story({settings});
  told.when({type: 'declare-incident', title: 'Checkout is down', severity: 'P1', alerts: []});
  const incident = [...told.state().shift.incidents.keys()][0] ?? '';
  const all = (): readonly Delivery[] => [...told.state().shift.deliveries.values()];
  const settle = (one: Delivery | undefined, ref = {}) =>
    told.when({type: 'settle-delivery', delivery: one?.delivery ?? '', result: {ref}});
  const fail = (one: Delivery | undefined, reason: string) =>
    told.when({
      type: 'settle-delivery-failed',
      delivery: one?.delivery ?? '',
      reason,
      final: true,
      unknown: false,
      tried: true,
    });
  const open = () => settle(roomAsked(incident, told.state()), {channel: 'C1', ts: '1.1', name: 'checkout'});
  const set = (status: 'investigating' | 'identified' | 'resolving') =>
    told.when({type: 'set-incident-status', incident, status});
  /** What would be sent to the room now, oldest first, without its making. */
  const outstanding = () => all().filter(one => one.state === 'requested' && one.room === undefined);
  const said = () => outstanding().map(one => (one.archive === true ? 'archive' : one.topic));
  return {...told, incident, open, set, settle, fail, all, said, outstanding};
}

function opened(incidents: Partial<IncidentSettings> = {}) {
  const told = asked(incidents);
  told.open();
  return told;
}

function close(told: ReturnType<typeof asked>, and: readonly Command[] = []): void {
  const {incident, when, settle, outstanding} = told;
  when({type: 'resolve-incident', incident});
  settle(outstanding()[0]);
  when({type: 'close-incident', incident, reason: 'well'});
  for (const command of and) when(command);
}

describe('the topic of a room', () => {
  test('says how its incident stands from the first moment', () => {
    const {state, incident} = asked();
    expect(roomAsked(incident, state())?.topic).toBe(`${incident} P1 detected, commander ana: Checkout is down`);
  });

  test('follows status, severity and commander, each once, and nothing else', () => {
    const {incident, when, set, settle, said, outstanding} = opened();
    const after = (decision: ReturnType<typeof when>) => {
      const topics = said();
      for (const one of outstanding()) settle(one);
      return 'refusal' in decision ? [decision.refusal.message] : topics;
    };
    expect(after(set('investigating'))).toEqual([`${incident} P1 investigating, commander ana: Checkout is down`]);
    expect(after(set('investigating'))).toEqual([]);
    expect(after(when({type: 'change-incident-severity', incident, severity: 'P2'}))).toEqual([
      `${incident} P2 investigating, commander ana: Checkout is down`,
    ]);
    expect(after(when({type: 'assign-role', incident, role: 'commander', person: 'lee'}))).toEqual([
      `${incident} P2 investigating, commander lee: Checkout is down`,
    ]);
    expect(after(when({type: 'release-role', incident, role: 'commander', person: 'lee'}))).toEqual([
      `${incident} P2 investigating, commander nobody yet: Checkout is down`,
    ]);
    expect(after(when({type: 'assign-role', incident, role: 'scribe', person: 'mo'}))).toEqual([]);
    expect(after(when({type: 'resolve-incident', incident}))).toEqual([
      `${incident} P2 resolved, commander nobody yet: Checkout is down`,
    ]);
    expect(after(when({type: 'reopen-incident', incident}))).toEqual([
      `${incident} P2 investigating, commander nobody yet: Checkout is down`,
    ]);
  });

  test('is one where several things change before it is sent: the last takes the place of those before', () => {
    const {incident, when, set, all, said} = opened();
    set('investigating');
    when({type: 'assign-role', incident, role: 'commander', person: 'lee'});
    set('identified');
    expect(said()).toEqual([`${incident} P1 identified, commander lee: Checkout is down`]);
    expect(all().filter(({stopped}) => stopped === true)).toHaveLength(2);
  });

  test('that is under way is left alone, and the next one follows it', () => {
    const {when, set, said, outstanding} = opened();
    set('investigating');
    when({type: 'try-delivery', delivery: outstanding()[0]?.delivery ?? ''});
    set('identified');
    expect(said()).toEqual([expect.stringContaining('investigating'), expect.stringContaining('identified')]);
  });

  test('waits until the room is there, and then says what has become of it', () => {
    const {set, open, said} = asked();
    set('investigating');
    set('identified');
    expect(said()).toEqual([]);
    open();
    expect(said()).toEqual([expect.stringContaining('P1 identified')]);
  });

  test('that could not be set says why beside the room, until a newer one is asked for', () => {
    const {incident, set, fail, state, outstanding, all} = opened();
    set('investigating');
    fail(outstanding()[0], 'Slack says not_in_channel.');
    expect(roomTrouble(incident, state())).toBe('its topic is old: Slack says not_in_channel.');
    set('identified');
    expect(roomTrouble(incident, state())).toBeUndefined();
    expect(all().filter(one => one.state === 'failed' && one.stopped !== true)).toEqual([]);
  });

  test('of a room that somebody else made is left to them', () => {
    const {incident, when, set, said} = asked({roomFor: []});
    when({type: 'record-room', incident, name: 'war-room'});
    set('investigating');
    expect(said()).toEqual([]);
  });

  test('is left alone where nothing may be sent, and the status is recorded all the same', () => {
    const told = story({settings: {targets: [chat], readOnly: true}});
    told.when({type: 'declare-incident', title: 'Checkout is down', severity: 'P1', alerts: []});
    const incident = [...told.state().shift.incidents.keys()][0] ?? '';
    expect(types(told.when({type: 'set-incident-status', incident, status: 'investigating'}))).toEqual([
      'incident.status-changed',
    ]);
  });
});

describe('the room of an incident that is closed', () => {
  test('stays as it is, with a last topic, where nothing else is configured', () => {
    const told = opened();
    close(told);
    expect(told.said()).toEqual([expect.stringContaining('P1 closed')]);
  });

  test('is archived where that is configured, after all that is to be said in it', () => {
    const told = opened({roomArchive: true});
    close(told);
    expect(told.said()).toEqual([expect.stringContaining('P1 closed'), 'archive']);
    expect(new Set(told.outstanding().map(({thread}) => thread))).toEqual(
      new Set([`watchkeeper-room-${told.incident}`]),
    );
  });

  test('is not archived any more where the incident is taken up again before that is done', () => {
    const told = opened({roomArchive: true});
    close(told, [{type: 'reopen-incident', incident: told.incident}]);
    expect(told.said()).toEqual([expect.stringContaining('P1 investigating')]);
  });

  test('is topped no more once it is archived, and what is told to the room goes where the target posts', () => {
    const told = opened({roomArchive: true});
    const {incident, when, outstanding, settle, said} = told;
    close(told);
    for (const one of outstanding()) settle(one);
    when({type: 'reopen-incident', incident});
    expect(said()).toEqual([]);
    when({type: 'post-update', incident, audience: 'room', draft: 'update', title: 't', text: 'x', to: ['chat']});
    expect(outstanding()).toMatchObject([{thread: `watchkeeper-incident-${incident}`, verb: 'create'}]);
  });
});

test('an incident that is taken up again because it fires tells its room so', () => {
  const disk = anAlert({name: 'DiskFull'});
  const settings = {targets: [chat], incidents: {...someSettings().incidents, roomFor: ['P1' as const]}};
  const told = story({alerts: [disk], settings});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'declare-incident', title: 'the disk is full', severity: 'P1', alerts: [keyOf(disk)]});
  const all = () => [...told.state().shift.deliveries.values()];
  const settle = () => {
    for (const {delivery} of all().filter(one => one.state === 'requested'))
      told.when({type: 'settle-delivery', delivery, result: {ref: {channel: 'C1', name: 'disk'}}});
  };
  settle();
  told.when({type: 'resolve-incident', incident: [...told.state().shift.incidents.keys()][0] ?? ''});
  settle();
  told.shows({alerts: []});
  told.when({type: 'reconcile', source: 'eu', gone: [{...disk, on: NIGHT, reason: 'absent'}]}, NIGHT + 60_000);
  told.shows({alerts: [{...disk, startsAt: NIGHT + 120_000}]});
  told.when({type: 'reconcile', source: 'eu'}, NIGHT + 120_000);
  expect(all().filter(({state}) => state === 'requested')).toMatchObject([
    {topic: expect.stringMatching(/^INC-\S+ P1 investigating, commander ana: the disk is full$/)},
  ]);
});
