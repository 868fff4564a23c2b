import {describe, expect, test} from 'vitest';
import {alertKey} from '../../../src/core/alert/alert.js';
import type {KnownTarget} from '../../../src/core/settings.js';
import {anAlert, aSilence, keyOf, NIGHT, story, types, upHealth} from '../../support/given.js';

const HOUR = 60 * 60_000;
const room = {name: 'room', kind: 'slack', powers: {create: true}} as unknown as KnownTarget;
const told = (posts: readonly string[], over = {}) => ({settings: {targets: [room], posts, ...over}});
const start = {type: 'start-shift', operator: 'ana', endsAt: NIGHT + 8 * HOUR} as const;

describe('whoever is to be told of a watch', () => {
  test('hears who has it, until when, and what is open, once at its start and once at its end', () => {
    const [one, two] = [anAlert(), anAlert({name: 'Other'})];
    const night = story({alerts: [one, two], ...told(['room'])});
    night.when({type: 'reconcile', source: 'eu'});
    night.when({type: 'ack', alerts: [alertKey(one)]});
    const began = night.when(start, NIGHT);
    expect(began).toMatchObject([
      {type: 'shift.started'},
      {
        type: 'delivery.requested',
        target: 'room',
        message: {
          title: 'ana has the watch until 11:00Z',
          text: 'Firing: 2 alerts, 2 of P1 and P2, 1 of these without an owner.\nNo incident is open.',
        },
      },
    ]);
    const ended = night.when({type: 'end-shift'}, NIGHT + 8 * HOUR);
    expect(ended).toMatchObject([
      {type: 'shift.ended'},
      {type: 'delivery.requested', message: {title: 'The watch of ana has ended after 8h'}},
    ]);
  });

  test('is not told that nothing fires where nobody looked', () => {
    const text = (over: Parameters<typeof story>[0]) => {
      const night = story({...told(['room']), ...over});
      const [, post] = night.when(start) as readonly {readonly message?: {readonly text: string}}[];
      return post?.message?.text.split('\n')[0];
    };
    expect(text({health: upHealth({state: 'down'})})).toBe('What fires was not looked at.');
    const before = story({alerts: [anAlert()]});
    before.when({type: 'reconcile', source: 'eu'});
    expect(text({health: upHealth({state: 'down'}), facts: before.state().log})).toBe(
      'Firing by the log, the sources were not looked at: 1 alert, 1 of P1 and P2, 1 of these without an owner.',
    );
    expect(text({})).toBe('Firing: 0 alerts, 0 of P1 and P2, 0 of these without an owner.');
  });

  test('is told of all that fires, also of what is acked or silenced, and what of it nobody has', () => {
    const named = (name: string, severity: string) => anAlert({labels: {alertname: name, severity}});
    const [lone, other, acked, held] = [
      named('Lone', 'critical'),
      named('Acked', 'critical'),
      anAlert({...named('Latency', 'warning'), state: 'suppressed', silencedBy: ['s-ack']}),
      anAlert({...named('Disk', 'info'), state: 'suppressed', silencedBy: ['s-1']}),
    ];
    const silences = [
      aSilence({id: 's-ack', createdBy: 'lee', comment: 'ACK! on it'}),
      aSilence({id: 's-1', createdBy: 'mo', comment: 'disk is bad'}),
    ];
    const night = story({...told(['room']), alerts: [lone, other, acked, held], silences});
    night.when({type: 'reconcile', source: 'eu'});
    night.when({type: 'ack', alerts: [keyOf(other)]});
    const [, post] = night.when(start) as readonly {readonly message?: {readonly text: string}}[];
    expect(post?.message?.text.split('\n')[0]).toBe('Firing: 4 alerts, 2 of P1 and P2, 1 of these without an owner.');
  });

  test('hears nothing from a read-only cockpit, and nobody is told where nobody is named', () => {
    expect(types(story(told(['room'], {readOnly: true})).when(start))).toEqual(['shift.started']);
    expect(types(story(told([])).when(start))).toEqual(['shift.started']);
  });

  test('keeps nobody from the watch where it is not known, takes no posts or would page', () => {
    const mute = {...room, powers: {create: 'no'}} as unknown as KnownTarget;
    const pager = {...room, kind: 'pagerduty'} as unknown as KnownTarget;
    expect(types(story(told(['gone'])).when(start))).toEqual(['shift.started']);
    expect(types(story(told(['room'], {targets: [mute]})).when(start))).toEqual(['shift.started']);
    expect(types(story(told(['room'], {targets: [pager]})).when(start))).toEqual(['shift.started']);
  });
});
