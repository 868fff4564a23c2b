import {describe, expect, test} from 'vitest';
import {banners} from '../../../src/core/board/banner.js';
import {isFoldedFromTeam, isToldToTeam} from '../../../src/core/feed/team-facts.js';
import type {SourcePowers} from '../../../src/core/live/update.js';
import {fold} from '../../../src/core/shift/fold.js';
import {fromSnapshot, toSnapshot} from '../../../src/core/shift/snapshot.js';
import {anAlert, keyOf, NIGHT, story, types, upHealth} from '../../support/given.js';

const job = anAlert({source: 'elastalert', labels: {alertname: 'JobFailed'}});

function night(powers: Partial<SourcePowers> = {}) {
  const health = upHealth({
    source: 'elastalert',
    members: [],
    powers: {silence: false, resolve: false, history: false, ...powers},
  });
  const watch = story();
  const {live} = watch.state();
  const told = {...live, alerts: new Map([[keyOf(job), job]]), sources: new Map([['elastalert', health]])};
  Object.assign(watch.state(), {live: told});
  watch.when({type: 'reconcile', source: 'elastalert', touched: [keyOf(job)]});
  return watch;
}

const resolve = {type: 'resolve', alerts: [keyOf(job)]} as const;

describe('an alert that nothing ends', () => {
  test('is also one whose relay lost its stream, and with it perhaps the word of the source', () => {
    const watch = night({resolve: true});
    expect(types(watch.when(resolve))).not.toContain('alert.resolved');
    const {live} = watch.state();
    const alerts = new Map([[keyOf(job), {...job, unconfirmedSince: NIGHT}]]);
    Object.assign(watch.state(), {live: {...live, alerts}});
    expect(watch.when(resolve)).toMatchObject([{type: 'alert.resolved', reason: 'operator'}]);
  });

  test('is ended with what is known of it, as far as anybody says', () => {
    const ending = {cause: 'the disk was full', fix: ' ran it again ', followUp: ''};
    expect(night().when({...resolve, ending})).toMatchObject([
      {type: 'note.added', text: 'Cause: the disk was full. Fix: ran it again', alert: {source: 'elastalert'}},
      {type: 'alert.resolved', reason: 'operator'},
    ]);
    expect(types(night().when({...resolve, ending: {}}))).toEqual(['alert.resolved']);
  });

  test('is ended by the operator, and its ack with it', () => {
    const watch = night();
    expect(types(watch.when({type: 'ack', alerts: [keyOf(job)]}))).toEqual(['ack.requested']);
    expect(watch.when(resolve, NIGHT + 1)).toMatchObject([
      {type: 'alert.resolved', reason: 'operator', on: NIGHT + 1},
      {type: 'ack.ended', reason: 'resolved'},
    ]);
    expect(watch.state().shift.firing.size).toBe(0);
  });

  test('is told to the team, who fold it', () => {
    const watch = night();
    watch.when(resolve);
    const said = watch.state().log.filter(fact => isToldToTeam(fact, NIGHT));
    expect(said.map(({type}) => type)).toEqual(['alert.resolved']);
    expect(said.every(isFoldedFromTeam)).toBe(true);
    const there = night().state().shift;
    expect(
      fold(
        there,
        said.map(fact => ({...fact, origin: 'theirs'})),
      ).firing.size,
    ).toBe(0);
  });

  test('is not told to the team when its source has ended it', () => {
    const watch = night();
    const {fingerprint, startsAt} = job;
    const gone = [{fingerprint, startsAt, on: NIGHT, reason: 'resolved-event' as const}];
    watch.when({type: 'reconcile', source: 'elastalert', touched: [], gone});
    expect(watch.state().log.filter(fact => isToldToTeam(fact, NIGHT))).toEqual([]);
  });

  test('is known as ended over a snapshot, until it fires again', () => {
    const watch = night();
    watch.when(resolve);
    const kept = fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(watch.state().shift, NIGHT))));
    expect([...(kept?.endedByHand ?? [])]).toEqual([[keyOf(job), NIGHT]]);
    watch.when({type: 'reconcile', source: 'elastalert', touched: [keyOf(job)]});
    expect(watch.state().shift.endedByHand.size).toBe(0);
  });
});

describe('ending by hand is refused', () => {
  test('where a source is polled: its next look would bring the alert back', () => {
    const alert = anAlert();
    const watch = story({alerts: [alert]});
    watch.when({type: 'reconcile', source: 'eu'});
    expect(watch.when({type: 'resolve', alerts: [keyOf(alert)]})).toMatchObject({
      refusal: {code: 'refused', message: expect.stringContaining('eu is looked at again and again')},
    });
    expect(types(watch.when({type: 'resolve', alerts: [keyOf(alert)], anyway: true}))).toEqual(['refused: refused']);
  });

  test('where a source says by itself what is over, unless its word was lost', () => {
    const watch = night({resolve: true});
    expect(watch.when(resolve)).toMatchObject({refusal: {hint: expect.stringContaining('wk resolve --anyway')}});
    expect(types(watch.when({...resolve, anyway: true}))).toEqual(['alert.resolved']);
  });

  test('where nothing of that name fires', () => {
    expect(types(night().when({type: 'resolve', alerts: ['elastalert/0000000000000000']}))).toEqual([
      'refused: not-found',
    ]);
  });
});

test('a silence of a source that cannot be silenced is refused, with what to do instead', () => {
  const matchers = [{name: 'alertname', value: 'JobFailed', isRegex: false, isEqual: true}];
  const silence = {type: 'silence', source: 'elastalert', matchers, duration: 1, comment: 'x'} as const;
  const refused = night().when(silence);
  expect(refused).toMatchObject({
    refusal: {
      message: expect.stringContaining('cannot be silenced'),
      hint: expect.stringMatching(/wk ack.*wk resolve/),
    },
  });
});

test('a source that only the feed tells of is not taken for one that was left', () => {
  const watch = night();
  expect(banners(watch.state(), NIGHT).filter(({kind}) => kind === 'left')).toEqual([]);
});
