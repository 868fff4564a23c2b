import {expect, test} from 'vitest';
import {DEFAULT_INCIDENTS} from '../../../src/core/incident/defaults.js';
import {draftFor, draftValues, UNKNOWN} from '../../../src/core/incident/drafts.js';
import {roomName} from '../../../src/core/incident/room.js';
import {timelineOf} from '../../../src/core/incident/timeline.js';
import {anAlert, keyOf, NIGHT, recorded, story} from '../../support/given.js';

const MINUTE = 60_000;
const DISK = anAlert({name: 'DiskFull'});
const OTHER = anAlert({name: 'Elsewhere'});

function anIncident() {
  const told = story({alerts: [DISK, OTHER]});
  told.when({type: 'reconcile', source: 'eu'});
  told.when({type: 'ack', alerts: [keyOf(DISK)]}, NIGHT + MINUTE);
  told.when({type: 'note', text: 'unrelated', alert: keyOf(OTHER)}, NIGHT + MINUTE);
  told.when(
    {type: 'declare-incident', title: 'Der Speicher ist voll!', severity: 'P1', alerts: [keyOf(DISK)]},
    NIGHT + 2 * MINUTE,
  );
  told.when({type: 'note', text: 'log files', alert: keyOf(DISK)}, NIGHT + 3 * MINUTE);
  told.when({type: 'record-change', text: 'v412 deployed', on: NIGHT - 10 * MINUTE}, NIGHT + 4 * MINUTE);
  const incident = () => [...told.state().shift.incidents.values()][0] ?? fail();
  return {...told, incident, id: incident().incident};
}

function fail(): never {
  throw new Error('no incident was declared');
}

test('a timeline has what was done about the alerts of the incident, before its declaration too, by when it happened', () => {
  const {incident, state} = anIncident();
  expect(timelineOf(incident(), state().log).map(({type}) => type)).toEqual([
    'change.recorded',
    'alert.fired',
    'ack.requested',
    'incident.declared',
    'incident.role-assigned',
    'note.added',
  ]);
});

test('a change that is planned for a time to come is no entry of the timeline until that time', () => {
  const {incident, state, when} = anIncident();
  const entries = () => timelineOf(incident(), state().log).map(({text}) => text);
  when({type: 'record-change', text: 'db upgrade', on: NIGHT + 240 * MINUTE}, NIGHT + 5 * MINUTE);
  when({type: 'note', text: 'go on'}, NIGHT + 6 * MINUTE);
  expect(entries().some(text => text.includes('db upgrade'))).toBe(false);
  when({type: 'note', text: 'still on it'}, NIGHT + 241 * MINUTE);
  expect(entries().at(-1)).toMatch(/^change by ana, planned for .*: db upgrade$/);
});

test('a timeline names what a newer version wrote of the incident, also where a feed brought it', () => {
  const {incident, state, id} = anIncident();
  const body = {type: 'fact.unread', of: 'incident.resolved', shape: 9, body: {incident: id}} as const;
  const unread = recorded([body], NIGHT + 5 * MINUTE, 'lee');
  expect(timelineOf(incident(), [...state().log, ...unread]).at(-1)).toMatchObject({
    text: 'lee: incident.resolved (from a newer version)',
  });
});

test('an entry is pinned, reads as corrected, or is hidden, and the log keeps what it said', () => {
  const {incident, state, when, id} = anIncident();
  const at = (type: string) => state().log.find(fact => fact.type === type) ?? fail();
  when({type: 'pin-entry', incident: id, entry: at('change.recorded'), pinned: true});
  when({type: 'correct-entry', incident: id, entry: at('note.added'), hidden: true});
  const note = state().log.findLast(fact => fact.type === 'note.added') ?? fail();
  when({type: 'correct-entry', incident: id, entry: note, text: 'only log files', on: NIGHT + 30_000});
  const timeline = timelineOf(incident(), state().log);
  expect(timeline.filter(({pinned}) => pinned).map(({type}) => type)).toEqual(['change.recorded']);
  expect(timeline.find(({type}) => type === 'note.added')).toMatchObject({
    text: 'only log files',
    on: NIGHT + 30_000,
    corrected: true,
  });
  expect(state().log.filter(fact => fact.type === 'note.added')).toHaveLength(2);
});

test('a draft is written from the facts, and says unknown where there is none', () => {
  const {incident, state, when, id} = anIncident();
  when({type: 'describe-incident', incident: id, fields: {users: 'about 200'}});
  const values = draftValues(incident(), {
    settings: DEFAULT_INCIDENTS,
    timeline: timelineOf(incident(), state().log),
    audience: 'room',
    now: NIGHT + 10 * MINUTE,
  });
  expect(values).toMatchObject({
    users: 'about 200',
    cause: UNKNOWN,
    commander: 'ana',
    scribe: UNKNOWN,
    started: '2026-11-20 02:58 UTC',
    duration: '12m',
    nextUpdate: '2026-11-20 03:40 UTC',
  });
});

test('the first word is a declaration, then come updates, and the last is the resolution', () => {
  const {incident, when, id} = anIncident();
  expect(draftFor('room', incident())).toBe('declaration');
  const update = {draft: 'declaration', title: 'down', text: '', to: []} as const;
  when({type: 'post-update', incident: id, audience: 'room', ...update});
  expect(draftFor('room', incident())).toBe('update');
  expect(draftFor('stakeholders', incident())).toBe('declaration');
  when({type: 'resolve-incident', incident: id}, NIGHT + 5 * MINUTE);
  expect(draftFor('room', incident())).toBe('resolution');
  expect(draftFor('status-page', incident())).toBe('status-page');
});

test('the name of a room is one that chat programs take', () => {
  expect(roomName(anIncident().incident(), DEFAULT_INCIDENTS)).toBe('incident-2026-11-20-der-speicher-ist-voll');
});

test('the timeline ends with its incident: what its alert does weeks later, and another incident of it, are not in it', () => {
  const {incident, state, when, shows, id} = anIncident();
  const DAY = 24 * 60 * MINUTE;
  when({type: 'resolve-incident', incident: id}, NIGHT + 60 * MINUTE);
  shows({alerts: []});
  const gone = {...DISK, on: NIGHT + 62 * MINUTE, reason: 'absent'} as const;
  when({type: 'reconcile', source: 'eu', gone: [gone]}, NIGHT + 62 * MINUTE);
  const before = timelineOf(incident(), state().log).map(({type}) => type);
  expect(before.slice(-2)).toEqual(['alert.resolved', 'ack.ended']);

  const again = anAlert({name: 'DiskFull', startsAt: NIGHT + 18 * DAY});
  shows({alerts: [again]});
  when({type: 'reconcile', source: 'eu'}, again.startsAt);
  when({type: 'ack', alerts: [keyOf(again)]}, again.startsAt + MINUTE);
  when({type: 'declare-incident', title: 'again', severity: 'P1', alerts: [keyOf(again)]}, again.startsAt + MINUTE);
  when({type: 'record-change', text: 'v500 deployed'}, again.startsAt + MINUTE);
  when({type: 'note', text: 'the other one', alert: keyOf(again)}, again.startsAt + 2 * MINUTE);
  const other = [...state().shift.incidents.keys()].find(one => one !== id) ?? fail();
  when({type: 'resolve-incident', incident: other}, again.startsAt + 30 * MINUTE);
  expect(timelineOf(incident(), state().log).map(({type}) => type)).toEqual(before);

  // What is of itself goes on.
  when({type: 'close-incident', incident: id, reason: 'reviewed'}, again.startsAt + DAY);
  expect(timelineOf(incident(), state().log).map(({type}) => type)).toEqual([...before, 'incident.closed']);
});

test('what fires anew soon after the resolution is in it, as it is taken up again for that', () => {
  const {incident, state, when, shows, id} = anIncident();
  when({type: 'resolve-incident', incident: id}, NIGHT + 20 * MINUTE);
  const again = anAlert({name: 'DiskFull', startsAt: NIGHT + 30 * MINUTE});
  const gone = {...DISK, on: NIGHT + 22 * MINUTE, reason: 'absent'} as const;
  shows({alerts: [again]});
  when({type: 'reconcile', source: 'eu', gone: [gone]}, NIGHT + 31 * MINUTE);
  when({type: 'note', text: 'the disk is full again', alert: keyOf(again)}, NIGHT + 32 * MINUTE);
  const types = timelineOf(incident(), state().log).map(({type}) => type);
  expect(types.slice(types.indexOf('incident.resolved'))).toEqual([
    'incident.resolved',
    'alert.resolved',
    'alert.fired',
    'incident.reopened',
    'note.added',
  ]);
});

test('a change that is planned for a few seconds ahead is planned, too', () => {
  const told = story({alerts: []});
  const before = told.when({type: 'record-change', text: 'reboot db', on: NIGHT + 20_000});
  expect(before).toMatchObject([{planned: true}]);
  expect(told.state().shift.changes).toMatchObject([{text: 'reboot db', planned: true}]);
});
