import {describe, expect, test} from 'vitest';
import {banners} from '../../../src/core/board/banner.js';
import {leaseMark, leaseSentence} from '../../../src/core/board/lease-words.js';
import type {TeamState} from '../../../src/core/feed/team.js';
import type {LeaseTerms, OwnLease} from '../../../src/core/lease/lease.js';
import {deliversFrom, leaseFrom, leavesAlone, sendLimit, sendsFrom} from '../../../src/core/lease/own-lease.js';
import type {Fact} from '../../../src/core/shift/fact.js';
import {aPolicy} from '../../support/escalating.js';
import {fakeTarget} from '../../support/fake-target.js';
import {aWatch, NIGHT, upHealth} from '../../support/given.js';

const terms: LeaseTerms = {
  relay: 'j-relay',
  length: 60_000,
  sources: ['eu'],
  policies: ['all'],
  targets: ['pager', 'mail'],
};
const targets = [fakeTarget(), fakeTarget({name: 'mail', repeats: 'none'}), fakeTarget({name: 'own'})];

function watch(lease: OwnLease | undefined, own = targets) {
  const team: TeamState = {
    feed: {name: 'relay', state: 'up', since: NIGHT},
    echoed: 5,
    present: new Map(),
    sources: new Map(),
    ...(lease === undefined ? {} : {lease}),
  };
  return {...aWatch({settings: {targets: own, policies: [aPolicy()]}}), team};
}

const held = watch(leaseFrom(terms, NIGHT));
const quiet = watch({state: 'quiet', terms, since: NIGHT, upTo: 5});

describe('a cockpit with a lease', () => {
  test('sends until 80 % of it are over, and then leaves to the relay what that can do', () => {
    expect(sendsFrom({policy: 'all', targets: ['pager']}, held, NIGHT + 47_999)).toBe(0);
    expect(sendsFrom({policy: 'all', targets: ['mail']}, held, NIGHT + 48_000)).toBe(Number.POSITIVE_INFINITY);
    expect(sendsFrom({policy: 'other', targets: ['pager']}, held, NIGHT + 48_000)).toBe(0);
    expect(sendsFrom({targets: ['own']}, held, NIGHT + 48_000)).toBe(0);
    expect(sendsFrom({targets: ['pager']}, watch(undefined), NIGHT + 48_000)).toBe(0);
  });

  test('ends a send before the relay could begin with the same', () => {
    expect(sendLimit(held, NIGHT, 30_000)).toBe(30_000);
    expect(sendLimit(held, NIGHT + 45_000, 30_000)).toBe(15_000);
    expect(sendLimit(watch({state: 'none'}), NIGHT, 30_000)).toBe(30_000);
  });

  test('whose relay stays away sends after five times as long where a repeat can be told', () => {
    expect(sendsFrom({targets: ['pager']}, quiet, NIGHT + 1)).toBe(NIGHT + 300_000);
    expect(sendsFrom({targets: ['pager', 'mail']}, quiet, NIGHT + 1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('sends what was asked for by hand since, and nothing that the relay knows of', () => {
    const by = (who: string, seq: number) => deliversFrom({target: 'mail', by: who, seq}, quiet, NIGHT + 1);
    expect(by('ana', 6)).toBe(0);
    expect(by('ana', 5)).toBe(Number.POSITIVE_INFINITY);
    expect(by('wk', 6)).toBe(Number.POSITIVE_INFINITY);
  });

  test('that has just been opened, or has slept, leaves acks alone until it has heard of the relay', () => {
    const opened = watch({state: 'quiet', terms, since: NIGHT, upTo: 5, waitsUntil: NIGHT + 10_000});
    expect(leavesAlone({seq: 5}, opened, NIGHT + 1)).toBe(true);
    expect(leavesAlone({seq: 6}, opened, NIGHT + 1)).toBe(false);
    expect(leavesAlone({seq: 5}, opened, NIGHT + 10_000)).toBe(false);
    expect(leavesAlone({seq: 5}, held, NIGHT + 8 * 3_600_000)).toBe(true);
    expect(leavesAlone({seq: 5}, held, NIGHT + 1)).toBe(false);
    expect(leavesAlone({seq: 5}, quiet, NIGHT + 1)).toBe(false);
  });

  test('says beside the feed whether the relay would go on, and loudly when nothing is sent from here', () => {
    expect(leaseMark(held, NIGHT)).toBe('backed');
    expect(leaseSentence(held, NIGHT)).toBe(
      'When it does not hear of this cockpit for 1m, the relay keeps your acks and calls others. Held until 03:01:00.',
    );
    expect(banners(held, NIGHT).map(({kind}) => kind)).not.toContain('lease');
    expect(leaseMark(quiet, NIGHT + 5_000)).toBe('relay acts');
    expect(banners(quiet, NIGHT + 5_000).find(({kind}) => kind === 'lease')?.text).toBe(
      'The relay was not heard since 03:00 and may be acting for you: only what it cannot send is sent by itself from here',
    );
    expect(leaseMark(watch(undefined), NIGHT)).toBe('');
    expect(leaseSentence(watch({state: 'none'}), NIGHT)).toBeUndefined();
  });

  test('that reads that nothing is sent by itself sends nothing, and reads something else as soon as it does', () => {
    const covered = targets.slice(0, 2);
    const text = (state: ReturnType<typeof watch>, now: number) =>
      banners(state, now).find(({kind}) => kind === 'lease')?.text;
    const isSent = (state: ReturnType<typeof watch>, now: number) =>
      covered.some(({name}) => sendsFrom({policy: 'all', targets: [name]}, state, now) <= now);
    const silent = watch({state: 'quiet', terms, since: NIGHT, upTo: 5}, covered);
    const spoken = watch({state: 'quiet', terms, since: NIGHT, upTo: 5, actingAt: NIGHT + 290_000}, covered);
    for (const [state, after, sent, says] of [
      [silent, 299_999, false, 'may be acting for you: nothing is sent by itself from here'],
      [silent, 300_000, true, 'what a target can tell from its repeat is sent from here again, the rest waits for you'],
      // The feed told no fact of it, but whoever was asked said that a relay acts.
      [
        spoken,
        300_000,
        false,
        'The relay acts for you since 03:00: nothing is sent by itself from here until it hands back',
      ],
      [spoken, 590_000, true, 'what a target can tell from its repeat is sent from here again'],
    ] as const) {
      expect(text(state, NIGHT + after)).toContain(says);
      expect(isSent(state, NIGHT + after)).toBe(sent);
    }
  });
});

test('a cockpit that comes back says for a quarter of an hour that the relay acted meanwhile', () => {
  const stamp = (minute: number, seq: number) => ({
    v: 1 as const,
    seq,
    origin: 'j-relay',
    at: new Date(NIGHT + minute * 60_000).toISOString(),
    by: 'wk',
  });
  const facts: readonly Fact[] = [
    {...stamp(1, 1), type: 'lease.taken', of: 'here', operator: 'ana', upTo: 4},
    {...stamp(3, 2), type: 'lease.returned', of: 'here', operator: 'ana', upTo: 4},
  ] as never;
  const texts = (now: number) => {
    const {team} = watch(leaseFrom(terms, now));
    const said = banners({...aWatch({facts, health: upHealth({lastGood: now})}), team}, now);
    return said.flatMap(({text, brief}) => [text, brief]);
  };
  expect(texts(NIGHT + 4 * 60_000)).toEqual([
    'The relay acted for you from 03:01 to 03:03',
    'The relay acted for you 03:01 to 03:03',
  ]);
  expect(texts(NIGHT + 18 * 60_000)).toEqual([]);
});
