import {describe, expect, test} from 'vitest';
import {incidentLines} from '../../../src/core/handoff/incident-lines.js';
import {draftValues} from '../../../src/core/incident/drafts.js';
import type {IncidentSettings} from '../../../src/core/incident/due.js';
import {roomAsked} from '../../../src/core/incident/room.js';
import {timelineOf} from '../../../src/core/incident/timeline.js';
import type {KnownTarget, Settings} from '../../../src/core/settings.js';
import {fakeTarget} from '../../support/fake-target.js';
import {NIGHT, someSettings, story, types} from '../../support/given.js';

const chat: KnownTarget = {...fakeTarget({name: 'chat', kind: 'slack', repeats: 'search'}), rooms: true};
const pager: KnownTarget = fakeTarget();

function declared(incidents: Partial<IncidentSettings> = {}, more: Partial<Settings> = {}) {
  const settings = {
    targets: [pager, chat],
    incidents: {...someSettings().incidents, ...incidents},
    contacts: {ana: {contact: 'ana', name: 'Ana', targets: [], ids: {}, slack: 'UANA'}},
    ...more,
  };
  const told = story({settings});
  const facts = told.when({type: 'declare-incident', title: 'Checkout is down', severity: 'P1', alerts: []});
  const id = [...told.state().shift.incidents.keys()][0] ?? '';
  const room = () => told.when({type: 'open-room', incident: id});
  const asked = () => roomAsked(id, told.state());
  const settle = (name: string) =>
    told.when({
      type: 'settle-delivery',
      delivery: asked()?.delivery ?? '',
      result: {ref: {channel: 'C1', ts: '1.1', name}, url: 'https://acme.slack.com/archives/C1'},
    });
  const fail = () =>
    told.when({
      type: 'settle-delivery-failed',
      delivery: asked()?.delivery ?? '',
      reason: 'missing_scope',
      final: true,
      unknown: false,
      tried: true,
    });
  const line = () => incidentLines(told.state(), {from: NIGHT, to: NIGHT, now: NIGHT, pages: [], facts: []})[0];
  return {...told, facts, id, room, asked, settle, fail, line};
}

describe('a room for an incident', () => {
  test('is asked for by a command, with a name by the pattern, and whoever has a role', () => {
    const {room, asked, id} = declared();
    expect(types(room())).toEqual(['delivery.requested']);
    expect(asked()).toMatchObject({
      target: 'chat',
      room: 'incident-2026-11-20-checkout-is-down',
      incident: id,
      people: ['UANA'],
      message: {title: `${id} P1 Checkout is down`, text: expect.stringContaining('incident commander: ana')},
    });
  });

  test('is asked for once, and recorded with the name that it got', () => {
    const {room, settle, state, id, line} = declared();
    room();
    expect(types(room())).toEqual([]);
    expect(line()).toMatchObject({noRoom: 'chat has not made it yet'});
    expect(types(settle('checkout-2'))).toEqual(['delivery.sent', 'incident.room-opened']);
    expect(state().shift.incidents.get(id)?.room).toMatchObject({name: 'checkout-2', target: 'chat'});
    expect(types(room())).toEqual([]);
    expect(line()).toMatchObject({room: {name: 'checkout-2', url: 'https://acme.slack.com/archives/C1'}});
  });

  test('that could not be made is asked for again with the same key, and until then the handoff says why there is none', () => {
    const {room, fail, asked, line} = declared();
    room();
    const key = asked()?.key;
    fail();
    expect(line()).toMatchObject({noRoom: 'missing_scope'});
    expect(types(room())).toEqual(['delivery.requested']);
    expect(asked()).toMatchObject({state: 'requested', key});
  });

  test('is asked for as the incident is declared, where the configuration wants one for its severity', () => {
    expect(types(declared({roomFor: ['P1']}).facts)).toContain('delivery.requested');
    expect(types(declared({roomFor: ['P2']}).facts)).not.toContain('delivery.requested');
    expect(types(declared({}).facts)).not.toContain('delivery.requested');
  });

  test('keeps nobody from declaring where no room can be made, or nothing may be sent', () => {
    expect(types(declared({roomFor: ['P1'], roomAt: 'gone'}).facts)).toContain('incident.declared');
    const readOnly = declared({roomFor: ['P1']}, {readOnly: true});
    expect(types(readOnly.facts)).not.toContain('delivery.requested');
    expect(types(readOnly.room())).toEqual(['refused: read-only']);
  });

  test('is refused where no target makes rooms, and said so', () => {
    expect(types(declared({}, {targets: [pager]}).room())).toEqual(['refused: unsupported']);
    expect(types(declared({roomAt: 'pager'}).room())).toEqual(['refused: unsupported']);
  });

  test('is no deed that the next update tells of, and neither is what was told in it', () => {
    const {room, settle, when, id, state} = declared();
    room();
    settle('checkout');
    when({
      type: 'post-update',
      incident: id,
      audience: 'room',
      draft: 'update',
      title: 'we look',
      text: 'x',
      to: ['chat'],
    });
    const post = [...state().shift.deliveries.keys()].at(-1) ?? '';
    when({type: 'settle-delivery', delivery: post, result: {}});
    const incident = state().shift.incidents.get(id);
    if (incident === undefined) throw new Error('no incident');
    const timeline = timelineOf(incident, state().log, {delivery: () => 'we look to chat'});
    const {settings} = state();
    const {actions} = draftValues(incident, {settings: settings.incidents, timeline, audience: 'room', now: NIGHT});
    expect(actions).toEqual([expect.stringContaining('ana declared'), expect.stringContaining('is checkout')]);
  });

  test('hears what is told to the room, each as a post of its own; others hear it in their threads', () => {
    const {room, settle, when, id, state} = declared();
    room();
    settle('checkout');
    const post = (audience: 'room' | 'support') =>
      when({type: 'post-update', incident: id, audience, draft: 'update', title: 't', text: 'x', to: ['chat']});
    post('room');
    post('support');
    const sent = [...state().shift.deliveries.values()].slice(1);
    expect(sent.map(({verb, thread}) => [verb, thread])).toEqual([
      ['create', `watchkeeper-room-${id}`],
      ['create', `watchkeeper-incident-${id}`],
    ]);
  });
});
