import {expect, test} from 'vitest';
import {banners} from '../../../src/core/board/banner.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowText} from '../../../src/core/board/row-text.js';
import type {OwnLease} from '../../../src/core/lease/lease.js';
import {leaseFrom} from '../../../src/core/lease/own-lease.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {aLevel, aPolicy, escalating, MINUTE} from '../../support/escalating.js';
import {fakeTarget} from '../../support/fake-target.js';
import {NIGHT} from '../../support/given.js';

const SECOND = 1_000;
const ANNOUNCED = NIGHT + MINUTE;
const policy = aPolicy({levels: [aLevel({name: 'lead', after: MINUTE, people: ['mo'], auto: true})]});
const terms = {relay: 'j-relay', length: 60_000, sources: ['eu'], policies: ['all'], targets: ['pager']};

/** A level that is paged by itself 30 s later, in a cockpit with this lease. */
function announced(lease: OwnLease): WatchState {
  const watch = escalating(policy);
  watch.tick(ANNOUNCED);
  const state = watch.state();
  const settings = {...state.settings, targets: [fakeTarget()]};
  const team = {
    feed: {name: 'relay', state: 'down' as const, since: NIGHT},
    echoed: 0,
    present: new Map(),
    sources: new Map(),
    lease,
  };
  return {...state, settings, team};
}

function said(state: WatchState, now: number) {
  const view = {filter: '', group: 'route', expanded: new Set<string>(), quietOpen: true};
  const [row] = boardIndex().of(state, view, now).rows;
  const banner = banners(state, now).find(({kind}) => kind === 'sending');
  return [row && rowText(row, state, {now, precise: false, unicode: true}).notes, banner?.text, banner?.brief];
}

test('a page that is announced is sent from here while the lease is held', () => {
  expect(said(announced(leaseFrom(terms, ANNOUNCED)), ANNOUNCED + 6 * SECOND)).toEqual([
    'pages lead in 0:24',
    expect.stringMatching(/^In 0:24 lead \(mo\) is paged by itself about P1 /),
    'In 0:24 lead is paged',
  ]);
});

test('what is left to the relay is its page in the row and in the line across the top, when the relay begins', () => {
  // It was last heard of 40 s before the announcement: the relay begins 20 s after that.
  const state = announced({state: 'quiet', terms, since: ANNOUNCED + 20 * SECOND, upTo: 0});
  expect(said(state, ANNOUNCED + 25 * SECOND)).toEqual([
    'relay pages lead in 0:07',
    expect.stringMatching(/^In 0:07 the relay, if it acts, pages lead \(mo\) about P1 /),
    'In 0:07 the relay, if it acts, pages lead',
  ]);
  expect(said(state, ANNOUNCED + 40 * SECOND)).toEqual([
    'relay, if it acts, pages lead',
    expect.stringMatching(/^The relay, if it acts, pages lead \(mo\) about P1 /),
    'The relay, if it acts, pages lead',
  ]);
});

test('a relay that acts already pages in time', () => {
  const since = ANNOUNCED + 20 * SECOND;
  const state = announced({state: 'quiet', terms, since, upTo: 0, actingAt: since});
  expect(said(state, ANNOUNCED + 25 * SECOND)[0]).toBe('relay pages lead in 0:05');
});
