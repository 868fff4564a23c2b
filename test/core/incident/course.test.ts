import {describe, expect, test} from 'vitest';
import {INCIDENT_COMMANDS} from '../../../src/core/incident/command.js';
import {reopenings} from '../../../src/core/incident/decide-course.js';
import {incidentDeciders} from '../../../src/core/incident/deciders.js';
import {DEFAULT_INCIDENTS} from '../../../src/core/incident/defaults.js';
import {updatesDue, watchedUntil} from '../../../src/core/incident/due.js';
import type {Incident} from '../../../src/core/incident/incident.js';
import {missingRoles} from '../../../src/core/incident/roles.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, keyOf, NIGHT, story, types} from '../../support/given.js';

const MINUTE = 60_000;
const DISK = anAlert({name: 'DiskFull'});

function declared(severity: 'P1' | 'P2' | 'P3' = 'P1') {
  const told = story({alerts: [DISK]});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'declare-incident', title: 'the disk is full', severity, alerts: [keyOf(DISK)]});
  const only = (): Incident => {
    const [incident] = [...told.state().shift.incidents.values()];
    if (incident === undefined) throw new Error('no incident was declared');
    return incident;
  };
  return {...told, only, id: only().incident};
}

describe('an incident', () => {
  test('begins with its first alert, not with its declaration, and has whoever declared it as commander', () => {
    expect(declared().only()).toMatchObject({
      title: 'the disk is full',
      severity: 'P1',
      status: 'detected',
      detected: 'alert',
      startedAt: DISK.startsAt,
      declaredAt: NIGHT,
      roles: [{role: 'commander', person: 'ana'}],
      alerts: [{source: 'eu', fingerprint: DISK.fingerprint, title: 'DiskFull'}],
    });
  });

  test('can be declared without any alert, as users report it', () => {
    const told = story();
    told.when({type: 'declare-incident', title: 'nobody can log in', severity: 'P2', alerts: []});
    const [incident] = [...told.state().shift.incidents.values()];
    expect(incident).toMatchObject({detected: 'user', startedAt: NIGHT, alerts: []});
  });

  test('wants a title, and alerts that fire', () => {
    const told = story();
    expect(types(told.when({type: 'declare-incident', title: ' ', severity: 'P1', alerts: []}))).toEqual([
      'refused: invalid',
    ]);
    expect(types(told.when({type: 'declare-incident', title: 'x', severity: 'P1', alerts: ['eu/gone']}))).toEqual([
      'refused: not-found',
    ]);
  });

  test('goes from one status to the next, and says the same only once', () => {
    const {when, id, only} = declared();
    const ask = () => when({type: 'set-incident-status', incident: id, status: 'identified'}, NIGHT + MINUTE);
    expect(types(ask())).toEqual(['incident.status-changed']);
    expect(types(ask())).toEqual([]);
    expect(only()).toMatchObject({status: 'identified', reached: {identified: NIGHT + MINUTE}});
  });

  test('is closed only after it was resolved, watched, and rid of what was temporary', () => {
    const {when, id} = declared();
    const close = (at: number, reason?: string) =>
      types(when({type: 'close-incident', incident: id, ...(reason === undefined ? {} : {reason})}, at));
    expect(close(NIGHT)).toEqual(['refused: refused']);
    when({type: 'take-measure', incident: id, text: 'pool at 80'});
    when({type: 'resolve-incident', incident: id, fix: 'rolled back'}, NIGHT + MINUTE);
    expect(close(NIGHT + 30 * MINUTE)).toEqual(['refused: refused']);
    expect(close(NIGHT + 62 * MINUTE)).toEqual(['refused: refused']);
    expect(close(NIGHT + 62 * MINUTE, 'the pool stays')).toEqual(['incident.closed']);
  });

  test('names all that speaks against closing it, not the first thing alone', () => {
    const {when, id} = declared();
    when({type: 'take-measure', incident: id, text: 'pool at 80'});
    when({type: 'add-task', incident: id, text: 'ask the bank', kind: 'task'});
    when({
      type: 'post-update',
      incident: id,
      audience: 'support',
      draft: 'support',
      title: 'Checkout fails',
      text: 'We look into it.',
      to: [],
    });
    when({type: 'resolve-incident', incident: id, fix: 'rolled back'}, NIGHT + MINUTE);
    const refused = when({type: 'close-incident', incident: id}, NIGHT + 2 * MINUTE);
    expect('refusal' in refused ? refused.refusal.message : '').toBe(
      `${id} stays open: 1 alert of it still fires; it is watched for coming back for 59m more; “pool at 80” is still in place; “ask the bank” is not done; nobody told support how it ended.`,
    );
  });

  test('that fires again while it is watched is taken up again; after that it is not', () => {
    for (const [after, expected] of [
      [20 * MINUTE, ['alert.fired', 'incident.reopened']],
      [90 * MINUTE, ['alert.fired']],
    ] as const) {
      const {when, id, shows, only} = declared();
      shows({alerts: []});
      when({type: 'reconcile', source: 'eu', gone: [{...DISK, on: NIGHT, reason: 'absent'}]});
      when({type: 'resolve-incident', incident: id}, NIGHT);
      shows({alerts: [{...DISK, startsAt: NIGHT + after}]});
      expect(types(when({type: 'reconcile', source: 'eu'}, NIGHT + after))).toEqual(expected);
      expect(only().status).toBe(expected.length === 2 ? 'investigating' : 'resolved');
    }
  });

  test('that was taken over is taken up again where whoever leads it sits, unless it is where it was declared', () => {
    const {when, id, state} = declared();
    when({type: 'resolve-incident', incident: id}, NIGHT);
    const {origin} = state().shift;
    const there: WatchState = {...state(), shift: {...state().shift, origin: 'j-of-whoever-took-over'}};
    const fired = [{...DISK, startsAt: NIGHT + 20 * MINUTE}];
    const at = NIGHT + 20 * MINUTE;
    expect(reopenings(fired, there, at)).toMatchObject([{type: 'incident.reopened', incident: id}]);
    expect(reopenings(fired, {...there, settings: {...there.settings, operator: 'lee'}}, at)).toEqual([]);
    const present = new Map([[origin, {origin, by: 'ana', doing: 'here' as const}]]);
    const feed = {name: 'relay', state: 'up' as const, since: NIGHT};
    const team = {feed, echoed: 0, present, sources: new Map()};
    expect(reopenings(fired, {...there, team}, at)).toEqual([]);
    expect(types(when({type: 'reopen-incident', incident: id}, at))).toEqual(['incident.reopened']);
  });

  test('that was taken up again by two at once goes on from where it is by then', () => {
    const {when, id, hears, only} = declared();
    when({type: 'resolve-incident', incident: id}, NIGHT);
    when({type: 'reopen-incident', incident: id}, NIGHT + MINUTE);
    when({type: 'set-incident-status', incident: id, status: 'identified'}, NIGHT + 2 * MINUTE);
    hears([{type: 'incident.reopened', incident: id, because: 'operator'}], NIGHT + 3 * MINUTE, 'lee');
    expect(only()).toMatchObject({status: 'identified', reopened: 1});
  });

  test('hands a role over by name, and may have several experts', () => {
    const {when, id, only} = declared();
    expect(when({type: 'assign-role', incident: id, role: 'commander', person: 'lee'})).toMatchObject([
      {role: 'commander', person: 'lee', from: 'ana'},
    ]);
    when({type: 'assign-role', incident: id, role: 'expert', person: 'mo'});
    when({type: 'assign-role', incident: id, role: 'expert', person: 'kim'});
    expect(only().roles.map(({role, person}) => `${role} ${person}`)).toEqual([
      'commander lee',
      'expert mo',
      'expert kim',
    ]);
    when({type: 'release-role', incident: id, role: 'expert', person: 'mo'});
    expect(only().roles.map(({person}) => person)).toEqual(['lee', 'kim']);
  });

  test('says which roles a severity still lacks', () => {
    expect(missingRoles(declared('P1').only()).map(({role}) => role)).toEqual([
      'technical-lead',
      'communications',
      'scribe',
      'expert',
    ]);
    expect(missingRoles(declared('P2').only()).filter(({need}) => need === 'required')).toEqual([]);
    expect(missingRoles(declared('P3').only())).toEqual([]);
  });

  test('lets a time be corrected, but not past the phase before or after it', () => {
    const {when, id, only} = declared();
    when({type: 'set-incident-status', incident: id, status: 'acknowledged'}, NIGHT + 5 * MINUTE);
    when({type: 'set-incident-status', incident: id, status: 'identified'}, NIGHT + 20 * MINUTE);
    const correct = (minutes: number) =>
      types(
        when(
          {type: 'correct-incident-time', incident: id, phase: 'acknowledged', on: NIGHT + minutes * MINUTE},
          NIGHT + 30 * MINUTE,
        ),
      );
    expect(correct(25)).toEqual(['refused: invalid']);
    expect(correct(-5)).toEqual(['refused: invalid']);
    expect(correct(2)).toEqual(['incident.time-corrected']);
    expect(only().reached.acknowledged).toBe(NIGHT + 2 * MINUTE);
    expect(only().status).toBe('identified');
  });
});

describe('updates', () => {
  const due = (incident: Incident) =>
    updatesDue(incident, DEFAULT_INCIDENTS).map(({audience, at}) => `${audience} ${(at - NIGHT) / MINUTE}`);

  test('of a P1 are due every 30 minutes to all but support, which follows the status once it was told', () => {
    const {when, id, only} = declared();
    expect(due(only())).toEqual(['room 30', 'stakeholders 30', 'status-page 30']);
    const update = {incident: id, draft: 'update', title: 'still down', text: '', to: []} as const;
    when({type: 'post-update', audience: 'room', ...update}, NIGHT + 20 * MINUTE);
    when({type: 'post-update', audience: 'support', ...update}, NIGHT + 20 * MINUTE);
    expect(due(only())).toEqual(['stakeholders 30', 'status-page 30', 'room 50']);
    when({type: 'set-incident-status', incident: id, status: 'identified'}, NIGHT + 25 * MINUTE);
    expect(due(only())).toEqual(['support 25', 'stakeholders 30', 'status-page 30', 'room 50']);
  });

  test('are late from the declaration on at most, however long it has been going on', () => {
    const told = story({alerts: [anAlert({name: 'DiskFull', startsAt: NIGHT - 60 * MINUTE})]});
    told.when({type: 'reconcile', source: 'eu'});
    told.when({type: 'declare-incident', title: 'x', severity: 'P1', alerts: [...told.state().shift.firing.keys()]});
    const [incident] = [...told.state().shift.incidents.values()];
    const settings = {...DEFAULT_INCIDENTS, audiences: {support: ['desk']}};
    expect(incident === undefined ? [] : updatesDue(incident, settings)[0]).toMatchObject({
      audience: 'support',
      at: NIGHT,
    });
  });

  test('end with a last word to everybody who heard of it', () => {
    const {when, id, only} = declared('P3');
    when({type: 'resolve-incident', incident: id}, NIGHT + MINUTE);
    expect(due(only())).toEqual(['stakeholders 1', 'status-page 1']);
    const last = {incident: id, draft: 'resolution', title: 'over', text: '', to: []} as const;
    when({type: 'post-update', audience: 'stakeholders', ...last}, NIGHT + 2 * MINUTE);
    when({type: 'post-update', audience: 'status-page', ...last}, NIGHT + 2 * MINUTE);
    expect(due(only())).toEqual([]);
  });

  test('say nothing empty', () => {
    const {when, id} = declared();
    const empty = {audience: 'room', draft: 'update', title: '', text: ' ', to: []} as const;
    expect(types(when({type: 'post-update', incident: id, ...empty}))).toEqual(['refused: invalid']);
  });
});

test('a P1 is watched for an hour after its resolution, others for half of that', () => {
  for (const [severity, minutes] of [
    ['P1', 60],
    ['P2', 30],
  ] as const) {
    const {when, id, only} = declared(severity);
    expect(watchedUntil(only(), DEFAULT_INCIDENTS)).toBeUndefined();
    when({type: 'resolve-incident', incident: id}, NIGHT + MINUTE);
    expect(watchedUntil(only(), DEFAULT_INCIDENTS)).toBe(NIGHT + MINUTE + minutes * MINUTE);
  }
});

test('every command about incidents may come through the door of an open cockpit', () => {
  expect([...INCIDENT_COMMANDS].sort()).toEqual(Object.keys(incidentDeciders).sort());
});
