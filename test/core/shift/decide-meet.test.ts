import {expect, test} from 'vitest';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fold, initialShift} from '../../../src/core/shift/fold.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {anAlert, aSilence, NIGHT, recorded, story, types} from '../../support/given.js';

const meet = {type: 'meet-source', source: 'eu'} as const;
const alert = anAlert();
const {fingerprint, startsAt, labels} = alert;

function fired(source: string): NewFact {
  return {type: 'alert.fired', source, fingerprint, startsAt, labels, severity: 'P1', state: 'active', on: startsAt};
}

test('which servers a source is, is told once', () => {
  const night = story();
  expect(night.when(meet)).toEqual([{type: 'source.met', source: 'eu', members: ['am-1:9093']}]);
  expect(night.when(meet)).toEqual([]);
});

test('a source that went by its address goes on under its name', () => {
  const night = story({alerts: [alert], facts: recorded([fired('am-1:9093')])});
  expect(night.when(meet)).toContainEqual({type: 'source.renamed', source: 'eu', from: 'am-1:9093'});
  expect([...night.state().shift.firing.keys()]).toEqual([`eu/${fingerprint}`]);
  expect(types(night.when({type: 'reconcile', source: 'eu'}))).toEqual([]);
});

test('what is not there any more is resolved under the new name', () => {
  const gone = anAlert({name: 'Gone'});
  const facts = recorded([fired('am-1:9093'), {...fired('am-1:9093'), fingerprint: gone.fingerprint} as NewFact]);
  const night = story({alerts: [alert], facts});
  night.when(meet);
  expect(night.when({type: 'reconcile', source: 'eu'})).toMatchObject([
    {type: 'alert.resolved', source: 'eu', fingerprint: gone.fingerprint},
  ]);
});

test('a silence of ours proves the cluster, whatever its members are called', () => {
  const silence = aSilence({id: 's-1', comment: 'ACK! [wk-one]'});
  const facts = recorded([
    {type: 'source.met', source: 'old', members: ['elsewhere:9093']},
    {
      type: 'ack.requested',
      ack: 'wk-one',
      source: 'old',
      title: 'DiskFull',
      alerts: [{fingerprint, startsAt}],
      matchers: [],
      duration: 900_000,
      comment: 'ACK! [wk-one]',
      extend: true,
    },
    {type: 'ack.placed', ack: 'wk-one', silence: 's-1', startsAt: NIGHT, endsAt: NIGHT + 900_000, member: 'elsewhere'},
  ]);
  const night = story({silences: [silence], facts});
  expect(types(night.when(meet))).toEqual(['source.met', 'source.renamed']);
  expect(night.state().shift.acks.get('wk-one')?.source).toBe('eu');
});

test('the same alert at other servers is another cluster', () => {
  const facts = recorded([{type: 'source.met', source: 'old', members: ['elsewhere:9093']}, fired('old')]);
  expect(types(story({alerts: [alert], facts}).when(meet))).toEqual(['source.met']);
});

test('a cluster that was taken apart is not all of one part', () => {
  const facts = recorded([{type: 'source.met', source: 'old', members: ['am-1:9093', 'am-2:9093']}, fired('old')]);
  expect(types(story({alerts: [alert], facts}).when(meet))).toEqual(['source.met']);
});

test('giving back an alert of a source that is not watched says so at once', () => {
  const facts = recorded([
    fired('old'),
    {
      type: 'ack.requested',
      ack: 'wk-one',
      source: 'old',
      title: 'DiskFull',
      alerts: [{fingerprint, startsAt}],
      matchers: [],
      duration: 900_000,
      comment: 'ACK! [wk-one]',
      extend: true,
    },
  ]);
  const night = story({facts});
  expect(night.when({type: 'release', alerts: [`old/${fingerprint}`]})).toMatchObject({
    refusal: {code: 'refused', message: expect.stringContaining('in old, which is not watched here')},
  });
});

test('a snapshot keeps which servers a source is, and one from before that is readable', () => {
  const shift = fold(initialShift('here'), recorded([{type: 'source.met', source: 'eu', members: ['a:1', 'b:2']}]));
  const snapshot = JSON.parse(JSON.stringify(toSnapshot(shift, NIGHT)));
  expect(fromSnapshot(snapshot)?.servers.get('eu')).toEqual(['a:1', 'b:2']);
  const {servers: _later, ...older} = snapshot;
  expect(fromSnapshot(older)?.servers.size).toBe(0);
});
