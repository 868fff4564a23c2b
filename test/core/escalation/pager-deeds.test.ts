import {describe, expect, test} from 'vitest';
import {callsOf} from '../../../src/core/escalation/decide-escalate.js';
import {ladderView} from '../../../src/core/escalation/ladder-view.js';
import {type Seen, whatMoved} from '../../../src/core/escalation/moved.js';
import {pagerOwnerText} from '../../../src/core/escalation/pager-owner.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fold} from '../../../src/core/shift/fold.js';
import {sentence} from '../../../src/core/shift/sentence.js';
import {aMessage} from '../../support/a-target.js';
import {aLevel, aPolicy, disk, escalating, MINUTE} from '../../support/escalating.js';
import {keyOf, NIGHT, recorded} from '../../support/given.js';

const SECOND = 1_000;
type What = Extract<NewFact, {type: 'pager.reported'}>['what'];

/** A page is open at the pager, and the hook of a relay tells what is done there. */
function paged(policy = aPolicy()) {
  const watch = escalating(policy);
  watch.when({type: 'escalate', alerts: [keyOf(disk)], level: 2}, NIGHT + MINUTE);
  const [thread] = watch.state().shift.threads.values();
  const told = (what: What, on: number): NewFact => ({
    type: 'pager.reported',
    target: 'pagerduty',
    what,
    incident: 'QE2',
    on,
    key: thread?.thread,
  });
  /** The state with that told; the watch stays as it is. */
  const tells = (what: What, on: number) => {
    const before = watch.state();
    return {...before, shift: fold(before.shift, recorded([told(what, on)], on, 'Lee'))};
  };
  const said = () =>
    watch
      .state()
      .log.map(fact => sentence(fact))
      .at(-1);
  return {...watch, told, tells, said};
}

const COMMAND = {type: 'escalate', alerts: [keyOf(disk)], level: 3} as const;
const asking = {at: NIGHT + 3 * MINUTE, by: 'ana'};

function refusalOf(state: ReturnType<ReturnType<typeof paged>['state']>, asOf: number): string | undefined {
  const calls = callsOf({...COMMAND, asOf}, state, asking);
  return 'refusal' in calls ? calls.refusal.message : undefined;
}

describe('what was done on the phone since a preview', () => {
  test.each([
    ['escalated', 'Since you looked, Lee has escalated it at pager: nobody was called.'],
    ['resolved', 'Since you looked, Lee has resolved it at pager: nobody was called.'],
    ['acknowledged', 'Since you looked, Lee has acknowledged it at pager: nobody was called.'],
  ] as const)('%s there, it is not escalated here a second time', (what, said) => {
    const watch = paged();
    expect(refusalOf(watch.tells(what, NIGHT + 2 * MINUTE), NIGHT + 90 * SECOND)).toBe(said);
    expect(refusalOf(watch.tells(what, NIGHT + 2 * MINUTE), NIGHT + 150 * SECOND)).toBeUndefined();
  });

  test('is told however early the pager dates it', () => {
    const watch = paged();
    const seen = (state: ReturnType<typeof watch.state>): Seen => {
      const calls = callsOf(COMMAND, state, asking);
      if ('refusal' in calls) throw new Error(calls.refusal.message);
      return {calls, state};
    };
    const before = seen(watch.state());
    expect(whatMoved(before, seen(watch.tells('escalated', NIGHT + 61 * SECOND)))).toBe(
      'Lee has escalated it at pager',
    );
    expect(whatMoved(before, seen(watch.tells('resolved', NIGHT + 61 * SECOND)))).toBe('Lee has resolved it at pager');
  });
});

describe('the clocks after something was done on the phone', () => {
  const levels = [
    aLevel({name: 'one', people: ['ana'], to: []}),
    aLevel({name: 'two', after: 5 * MINUTE}),
    aLevel({name: 'three', after: 15 * MINUTE, auto: true}),
  ];

  test('whoever was called there has the time of a level before the next one is called', () => {
    const watch = paged(aPolicy({levels}));
    const state = watch.tells('escalated', NIGHT + 14 * MINUTE);
    const due = ladderView(keyOf(disk), state, NIGHT + 14 * MINUTE)?.rows[2]?.dueAt;
    expect(due).toBe(NIGHT + 24 * MINUTE);
    expect(ladderView(keyOf(disk), watch.state(), NIGHT + 14 * MINUTE)?.rows[2]?.dueAt).toBe(NIGHT + 15 * MINUTE);
  });

  test('one that was resolved there says by whom while it fires on, as nobody is called of it any more', () => {
    const watch = paged();
    const after = watch.tells('resolved', NIGHT + 4 * MINUTE);
    expect(pagerOwnerText(disk, NIGHT, watch.state())).toBeUndefined();
    expect(pagerOwnerText(disk, NIGHT, after)).toBe('resolved by Lee at pager');
  });

  test('one that was resolved there is nobody’s to wait for', () => {
    const watch = paged(aPolicy({levels}));
    const view = ladderView(keyOf(disk), watch.tells('resolved', NIGHT + 4 * MINUTE), NIGHT + 5 * MINUTE);
    expect(view).toMatchObject({elsewhere: {by: 'Lee', at: 'pager', resolved: true}});
    expect(view?.rows[2]).not.toHaveProperty('dueAt');
  });

  test('an announced page is not sent, and is due once more when nobody has acked by then', () => {
    const watch = paged(aPolicy({levels}));
    expect(watch.due(NIGHT + 15 * MINUTE)).toEqual(['due three by unacked, sends itself']);
    watch.hears([watch.told('escalated', NIGHT + 15 * MINUTE + 10 * SECOND)], NIGHT + 15 * MINUTE + 12 * SECOND, 'Lee');
    expect(watch.due(NIGHT + 15 * MINUTE + 13 * SECOND)).toEqual(['stopped unacked: escalated']);
    expect(watch.said()).toBe('DiskFull: the clock "not acked" stops, somebody was called elsewhere (Lee at pager)');
    for (let minute = 16; minute < 25; minute += 1) expect(watch.due(NIGHT + minute * MINUTE)).toEqual([]);
    expect(watch.due(NIGHT + 25 * MINUTE + 10 * SECOND)).toEqual(['due three by unacked, sends itself']);
    expect(watch.due(NIGHT + 25 * MINUTE + 40 * SECOND)).toEqual(['calls three', 'to pager']);
  });

  test('what was escalated from here and told by the pager is nobody else’s', () => {
    const policy = aPolicy({levels: [aLevel({name: 'one', to: ['room']}), aLevel({name: 'two', pagerLevel: 2})]});
    const watch = escalating(policy);
    watch.hears(
      [{type: 'pager.reported', target: 'pagerduty', what: 'triggered', incident: 'Q1', on: NIGHT, key: 'theirs'}],
      NIGHT,
      'PagerDuty',
    );
    watch.when({
      type: 'deliver',
      deliveries: [{target: 'pager', verb: 'escalate', thread: 'theirs', title: 'x', message: aMessage(), level: 2}],
    });
    watch.hears(
      [
        {
          type: 'pager.reported',
          target: 'pagerduty',
          what: 'escalated',
          incident: 'Q1',
          on: NIGHT + 5 * SECOND,
          key: 'theirs',
        },
      ],
      NIGHT,
      'Ana',
    );
    expect([...watch.state().shift.threads.values()]).toMatchObject([{thread: 'theirs', status: 'triggered'}]);
    expect([...watch.state().shift.threads.values()][0]).not.toHaveProperty('deeds');
  });
});
