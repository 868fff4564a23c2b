import {describe, expect, test} from 'vitest';
import {sameAgain} from '../../../src/core/escalation/deliveries.js';
import type {DeliveryVerb, TargetPowers} from '../../../src/core/escalation/target.js';
import {TARGET_VERBS} from '../../../src/core/escalation/target.js';
import {ticketsAbout} from '../../../src/core/incident/decide-ticket.js';
import {DEFAULT_INCIDENTS} from '../../../src/core/incident/defaults.js';
import {draftFor} from '../../../src/core/incident/drafts.js';
import {updatesDue} from '../../../src/core/incident/due.js';
import {timelineOf} from '../../../src/core/incident/timeline.js';
import type {KnownTarget} from '../../../src/core/settings.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, story, types} from '../../support/given.js';

const MINUTE = 60_000;
const DISK = anAlert({name: 'DiskFull'});

function target(name: string, verbs: readonly DeliveryVerb[]): KnownTarget {
  const powers = Object.fromEntries(
    TARGET_VERBS.map(verb => [verb, (verbs as readonly string[]).includes(verb) || 'not there']),
  ) as TargetPowers;
  return {name, kind: name === 'mail' ? 'email' : name, powers, repeats: 'key'};
}

function declared() {
  const targets = [
    target('room', ['create', 'update', 'note', 'resolve']),
    target('mail', ['create']),
    target('log', ['note']),
    target('mute', []),
  ];
  const told = story({alerts: [DISK], settings: {targets}});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'declare-incident', title: 'the disk is full', severity: 'P1', alerts: [keyOf(DISK)]});
  const id = [...told.state().shift.incidents.keys()][0] ?? '';
  const post = (to: readonly string[], draft: 'update' | 'resolution' = 'update', minute = 1) =>
    told.when(
      {type: 'post-update', incident: id, audience: 'room', draft, title: 'still down', text: 'we look', to},
      NIGHT + minute * MINUTE,
    );
  const sent = () => [...told.state().shift.deliveries.values()].map(one => `${one.target} ${one.verb}`);
  return {...told, id, post, sent};
}

describe('an update that got to none of its targets', () => {
  const settle = {reason: 'invalid_auth', final: true, unknown: false, tried: true} as const;

  function failed() {
    const told = declared();
    told.post(['room', 'mail'], 'update', 20);
    const incident = () => told.state().shift.incidents.get(told.id) ?? fail();
    const [room = '', mail = ''] = told.state().shift.deliveries.keys();
    const lose = (delivery: string) =>
      told.when({type: 'settle-delivery-failed', delivery, ...settle}, NIGHT + 21 * MINUTE);
    const due = () => updatesDue(incident(), DEFAULT_INCIDENTS).find(({audience}) => audience === 'room');
    return {...told, incident, room, mail, lose, due};
  }

  test('does not count as told: it is due again at once, and the timeline says that nobody has heard', () => {
    const {lose, room, mail, due, incident, state} = failed();
    lose(room);
    expect(due()).toMatchObject({at: NIGHT + 50 * MINUTE, because: 'time'});
    lose(mail);
    expect(due()).toMatchObject({at: NIGHT + 20 * MINUTE, because: 'not-sent'});
    expect(draftFor('room', incident())).toBe('declaration');
    const texts = timelineOf(incident(), state().log).map(({text}) => text);
    expect(texts.filter(text => text.endsWith('NOT SENT: the room has not heard'))).toHaveLength(1);
  });

  test('counts as told once it got through all the same', () => {
    const {lose, room, mail, due, when} = failed();
    lose(room);
    lose(mail);
    when({type: 'settle-delivery', delivery: mail, result: {}}, NIGHT + 22 * MINUTE);
    expect(due()).toMatchObject({at: NIGHT + 50 * MINUTE, because: 'time'});
  });
});

function fail(): never {
  throw new Error('no incident was declared');
}

describe('a ticket', () => {
  test('is kept with its incident once the tracker has it, under the name it has there', () => {
    const {when, id, state} = declared();
    const ask = {
      type: 'open-ticket',
      ticket: 'tune-alert',
      title: 'fires too early',
      text: '',
      target: 'mail',
    } as const;
    expect(types(when({...ask, incident: id, alert: keyOf(DISK)}))).toEqual(['delivery.requested']);
    expect(state().shift.incidents.get(id)?.tickets).toEqual([]);
    const [delivery = ''] = state().shift.deliveries.keys();
    expect(state().shift.deliveries.get(delivery)?.message.fields).toEqual([
      {name: 'ticket', value: 'tune-alert'},
      {name: 'incident', value: id},
    ]);
    const result = {ref: {key: 'OPS-12'}, url: 'https://jira.example.org/browse/OPS-12'};
    expect(types(when({type: 'settle-delivery', delivery, result}))).toEqual([
      'delivery.sent',
      'incident.ticket-created',
    ]);
    expect(types(when({type: 'settle-delivery', delivery, result}))).toEqual([]);
    expect(state().shift.incidents.get(id)?.tickets).toMatchObject([{id: 'OPS-12', title: 'fires too early'}]);
  });

  test('about an alert carries what is known of it, and is shown with every alert of that problem afterwards', () => {
    const {when, state} = declared();
    const fields = [{name: 'fired', value: '12 times'}];
    const ask = {
      type: 'open-ticket',
      ticket: 'tune-alert',
      title: 'fires too early',
      text: 'x',
      target: 'mail',
    } as const;
    when({...ask, alert: keyOf(DISK), fields});
    const sibling = {...DISK, fingerprint: 'another', labels: {...DISK.labels, host: 'db-9'}};
    const [asked] = ticketsAbout(sibling, state());
    expect(asked).toMatchObject({state: 'requested', target: 'mail', message: {labels: DISK.labels}});
    expect(asked?.message.fields).toEqual([{name: 'ticket', value: 'tune-alert'}, ...fields]);
    expect(ticketsAbout({...DISK, labels: {alertname: 'Other'}}, state())).toEqual([]);
  });

  test('that failed is sent again as a ticket: it is recorded as one then', () => {
    const {when, state, id} = declared();
    when({type: 'open-ticket', ticket: 'follow-up', title: 'x', text: '', target: 'mail', incident: id});
    const [delivery = ''] = state().shift.deliveries.keys();
    when({type: 'settle-delivery-failed', delivery, reason: 'no', final: true, unknown: false, tried: true});
    const failed = state().shift.deliveries.get(delivery);
    if (failed === undefined) throw new Error('no delivery');
    when({type: 'deliver', deliveries: [sameAgain(failed)]});
    const again = [...state().shift.deliveries.keys()].at(-1) ?? '';
    expect(types(when({type: 'settle-delivery', delivery: again, result: {ref: {key: 'OPS-1'}}}))).toContain(
      'incident.ticket-created',
    );
  });

  test('needs a title, and what it is about', () => {
    const {when} = declared();
    const ask = {type: 'open-ticket', ticket: 'follow-up', title: 'x', text: '', target: 'mail'} as const;
    expect(types(when({...ask, title: ' '}))).toEqual(['refused: invalid']);
    expect(types(when({...ask, incident: 'INC-none'}))).toEqual(['refused: not-found']);
    expect(types(when({...ask, alert: 'eu/gone'}))).toEqual(['refused: not-found']);
    expect(types(when({...ask, target: 'nowhere'}))).toEqual(['refused: not-found']);
  });

  test('is never made at a pager: that would page somebody with it', () => {
    const pagers = [fakeTarget({name: 'pd', kind: 'pagerduty'}), fakeTarget({name: 'page', kind: 'statuspage'})];
    const jira = fakeTarget({name: 'jira', kind: 'jira'});
    const told = story({settings: {targets: [...pagers, jira, fakeTarget({name: 'room', kind: 'slack'})]}});
    const ask = {type: 'open-ticket', ticket: 'follow-up', title: 'x', text: ''} as const;
    for (const {name} of pagers)
      expect(told.when({...ask, target: name})).toMatchObject({
        refusal: {code: 'unsupported', hint: 'Make it at jira.'},
      });
    expect(told.state().shift.deliveries.size).toBe(0);
    expect(types(told.when({...ask, target: 'jira'}))).toEqual(['delivery.requested']);
  });
});

describe('an update of an incident', () => {
  test('is sent to its targets: the first opens a thread, the next follow in it, the resolution ends it', () => {
    const {post, sent, state} = declared();
    expect(types(post(['room', 'mail']))).toEqual([
      'incident.update-posted',
      'delivery.requested',
      'delivery.requested',
    ]);
    post(['room', 'mail'], 'update', 2);
    post(['room', 'log'], 'resolution', 3);
    expect(sent()).toEqual(['room create', 'mail create', 'room update', 'mail create', 'room resolve', 'log note']);
    const all = [...state().shift.deliveries.values()];
    expect(new Set(all.filter(one => one.target === 'room').map(({thread}) => thread)).size).toBe(1);
    expect(new Set(all.map(({key, target: name}) => `${name} ${key}`)).size).toBe(all.length);
    expect(all.at(-1)?.message).toMatchObject({title: 'still down', status: 'resolved', severity: 'P1'});
  });

  test('is sent once where the same target is named twice', () => {
    const {post, sent} = declared();
    post(['room', 'room']);
    expect(sent()).toEqual(['room create']);
  });

  test('is neither sent nor recorded where one of its targets is not there, or can say nothing', () => {
    const {post, sent} = declared();
    expect(types(post(['room', 'rom']))).toEqual(['refused: not-found']);
    expect(types(post(['room', 'mute']))).toEqual(['refused: unsupported']);
    expect(sent()).toEqual([]);
  });

  test('that goes nowhere is recorded all the same', () => {
    const {post, sent} = declared();
    expect(types(post([]))).toEqual(['incident.update-posted']);
    expect(sent()).toEqual([]);
  });
});
