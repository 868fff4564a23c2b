import {createHash} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import type {Alert} from '../../../src/core/alert/alert.js';
import type {Routing} from '../../../src/core/alert/routing.js';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowNotes} from '../../../src/core/board/row-notes.js';
import {groupsOfAlerts} from '../../../src/core/escalation/alert-groups.js';
import {ackedElsewhere} from '../../../src/core/escalation/correlation.js';
import {stayingAcks} from '../../../src/core/escalation/give-back.js';
import {placesOf} from '../../../src/core/escalation/one-ack.js';
import {placesOfAck} from '../../../src/core/escalation/places.js';
import type {FoundIncident} from '../../../src/core/escalation/target.js';
import {watchedThreads} from '../../../src/core/escalation/watched-threads.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fold} from '../../../src/core/shift/fold.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, recorded, story, upHealth} from '../../support/given.js';

const MINUTE = 60_000;
const disk = anAlert({startsAt: NIGHT});
const THREAD = createHash('sha256').update('{}:{alertname="DiskFull"}').digest('hex');
const routing: Routing = {
  root: {receiver: 'team', groupBy: ['alertname'], matchers: [], continue: false, routes: []},
  receivers: {team: ['pagerduty', 'webhook']},
};
const health = upHealth({routing});
const targets = [
  fakeTarget({name: 'pager', kind: 'pagerduty'}),
  fakeTarget({name: 'room', kind: 'slack', powers: {resolve: 'Slack has no such thing.'}}),
  fakeTarget({name: 'ops', kind: 'opsgenie'}),
];

/** A watch on which an alert fires that Alertmanager has told PagerDuty of. */
function watching(alerts: readonly Alert[] = [disk], at = targets) {
  const settings = {targets: at};
  const watch = story({settings, alerts, health});
  watch.when({type: 'reconcile', source: 'eu'}, NIGHT, 'wk');
  const sent = (decision: ReturnType<typeof watch.when>) =>
    (decision as readonly NewFact[]).flatMap(fact =>
      fact.type === 'delivery.requested'
        ? [`${fact.verb} at ${fact.target} ${fact.thread === THREAD ? 'theirs' : 'ours'}`]
        : [],
    );
  const settle = (at = NIGHT) => {
    for (const one of watch.state().shift.deliveries.values())
      if (one.state === 'requested') watch.when({type: 'settle-delivery', delivery: one.delivery, result: {}}, at);
  };
  const ack = (at = NIGHT + MINUTE) => watch.when({type: 'ack', alerts: [keyOf(disk)]}, at);
  const gone = (at: number) => {
    watch.shows({settings, alerts: [], health});
    return watch.when({type: 'reconcile', source: 'eu'}, at, 'wk');
  };
  return {...watch, sent, settle, ack, gone};
}

describe('one ack everywhere', () => {
  test('acknowledges the incident that Alertmanager opened, in the pagers that its receiver tells', () => {
    const watch = watching();
    expect(watch.sent(watch.ack())).toEqual(['ack at pager theirs']);
  });

  test('and our own pages about the same alerts, each once', () => {
    const watch = watching();
    watch.when({type: 'escalate', alerts: [keyOf(disk)], targets: ['pager', 'room']});
    watch.settle();
    expect(watch.sent(watch.ack())).toEqual(['ack at pager ours', 'ack at room ours', 'ack at pager theirs']);
    watch.settle();
    const [ack] = [...watch.state().shift.acks.values()];
    expect(placesOfAck({ack: ack?.ack ?? ''}, watch.state()).map(({target, state}) => [target, state])).toEqual([
      ['pager', 'sent'],
      ['room', 'sent'],
      ['pager', 'sent'],
    ]);
  });

  test('where nothing is configured or known, the ack is a silence and nothing else', () => {
    const alone = story({alerts: [disk]});
    alone.when({type: 'reconcile', source: 'eu'}, NIGHT, 'wk');
    expect(alone.when({type: 'ack', alerts: [keyOf(disk)]})).toMatchObject([{type: 'ack.requested'}]);
    const unknown = story({alerts: [disk], settings: {targets}});
    expect(unknown.when({type: 'ack', alerts: [keyOf(disk)]})).toMatchObject([{type: 'ack.requested'}]);
  });

  test('giving it back takes the acknowledgement back where it was acked', () => {
    const watch = watching();
    watch.ack();
    watch.settle();
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE))).toEqual([
      'release at pager theirs',
    ]);
    expect([...watch.state().shift.deliveries.values()].at(-1)?.message).toMatchObject({
      status: 'firing',
      text: 'ana gave it back: nobody has it.',
    });
    watch.settle(NIGHT + 2 * MINUTE);
    const [thread] = [...watch.state().shift.threads.values()];
    expect(thread).toMatchObject({status: 'triggered'});
    expect(thread).not.toHaveProperty('byAck');
  });

  test('the end of an ack that nobody extended takes it back, too', () => {
    const watch = watching();
    watch.when({type: 'ack', alerts: [keyOf(disk)], until: NIGHT + 3 * MINUTE}, NIGHT + MINUTE);
    watch.settle();
    const ended = watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 4 * MINUTE, 'lee');
    expect(watch.sent(ended)).toEqual(['release at pager theirs']);
  });

  test('a pager that takes no acknowledgement back is told of, with the reason, and gets no event', () => {
    const events = [
      fakeTarget({name: 'pager', kind: 'pagerduty', powers: {release: 'no such event', note: 'no notes'}}),
    ];
    const watch = watching([disk], events);
    watch.ack();
    watch.settle();
    const [ack] = [...watch.state().shift.acks.keys()];
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE))).toEqual([]);
    expect(stayingAcks([ack ?? ''], watch.state())).toMatchObject([{target: 'pager', reason: 'no such event'}]);
  });

  test('and is not told of where another target reaches the same incident and can', () => {
    const both = [
      fakeTarget({name: 'pager', kind: 'pagerduty', powers: {release: 'no such event', note: 'no notes'}}),
      fakeTarget({name: 'rest', kind: 'pagerduty-rest'}),
    ];
    const watch = watching([disk], both);
    watch.ack();
    watch.settle();
    const [ack] = [...watch.state().shift.acks.keys()];
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE))).toEqual([
      'release at rest theirs',
    ]);
    expect(stayingAcks([ack ?? ''], watch.state())).toEqual([]);
  });

  test('an incident of two acks stays acknowledged while one of them holds, and says whose it is', () => {
    const other = anAlert({startsAt: NIGHT, labels: {alertname: 'DiskFull', severity: 'critical', host: 'b'}});
    const watch = watching([disk, other]);
    watch.ack();
    watch.when({type: 'ack', alerts: [keyOf(other)]}, NIGHT + MINUTE, 'lee');
    watch.settle();
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE))).toEqual([
      'note at pager theirs',
    ]);
    expect([...watch.state().shift.deliveries.values()].at(-1)?.message.text).toBe('ana gave it back: lee has it.');
    watch.settle();
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(other)]}, NIGHT + 3 * MINUTE, 'lee'))).toEqual([
      'release at pager theirs',
    ]);
  });

  test('an incident whose alerts resolved under the silence of an ack is resolved by us, once', () => {
    const watch = watching();
    watch.ack();
    watch.settle();
    expect(watch.sent(watch.gone(NIGHT + 5 * MINUTE))).toEqual(['resolve at pager theirs']);
    watch.settle();
    expect([...watch.state().shift.threads.values()]).toMatchObject([{status: 'resolved'}]);
    expect(watch.sent(watch.gone(NIGHT + 6 * MINUTE))).toEqual([]);
  });

  test('our own pages are resolved with their alerts, or told where nothing can be resolved', () => {
    const watch = watching();
    watch.when({type: 'escalate', alerts: [keyOf(disk)], targets: ['pager', 'room']});
    watch.settle();
    expect(watch.sent(watch.gone(NIGHT + 5 * MINUTE))).toEqual(['resolve at pager ours', 'note at room ours']);
  });

  test('nothing is resolved while another alert of the same group fires', () => {
    const other = anAlert({startsAt: NIGHT, labels: {alertname: 'DiskFull', severity: 'critical', host: 'b'}});
    const watch = watching([disk, other]);
    watch.ack();
    watch.settle();
    watch.shows({settings: {targets}, alerts: [other], health});
    expect(watch.sent(watch.when({type: 'reconcile', source: 'eu'}, NIGHT + 5 * MINUTE, 'wk'))).toEqual([]);
    expect(watch.sent(watch.gone(NIGHT + 6 * MINUTE))).toEqual(['resolve at pager theirs']);
  });

  test('where the pager has no such incident, nothing is open and nothing is resolved later', () => {
    const watch = watching();
    watch.ack();
    const [asked] = [...watch.state().shift.deliveries.values()];
    watch.when({type: 'settle-delivery', delivery: asked?.delivery ?? '', result: {}, absent: true});
    expect(watch.state().shift.threads.size).toBe(0);
    expect(watch.sent(watch.gone(NIGHT + 5 * MINUTE))).toEqual([]);
  });

  test('an ack asks where it would act before it does', () => {
    const watch = watching();
    const [group] = groupsOfAlerts([keyOf(disk)], watch.state());
    expect(group && placesOf(group, watch.state()).map(({target}) => target.name)).toEqual(['pager']);
    expect(watchedThreads(targets[0] ?? {name: '', kind: ''}, watch.state())).toEqual([THREAD]);
    expect(watchedThreads({name: 'ops', kind: 'opsgenie'}, watch.state())).toEqual([]);
  });
});

describe('what others did in a pager', () => {
  const incident = (status: FoundIncident['status'], on: number): FoundIncident => ({
    ref: {id: 'PT4'},
    thread: THREAD,
    title: 'DiskFull',
    status,
    by: 'lee',
    on,
    assigned: [],
  });

  function reporting() {
    const watch = watching();
    const report = (status: FoundIncident['status'], at: number) =>
      watch.when({type: 'report-pager', target: 'pager', found: incident(status, at)}, at, 'lee') as readonly NewFact[];
    const elsewhere = () => {
      const [group] = groupsOfAlerts([keyOf(disk)], watch.state());
      return group && ackedElsewhere(group, watch.state(), NIGHT);
    };
    return {...watch, report, elsewhere};
  }

  test('an ack there is told once, and says whose it is', () => {
    const watch = reporting();
    expect(watch.report('triggered', NIGHT + MINUTE)).toEqual([]);
    expect(watch.report('acknowledged', NIGHT + 2 * MINUTE)).toMatchObject([
      {type: 'pager.reported', what: 'acknowledged', target: 'pagerduty', incident: 'PT4', key: THREAD},
    ]);
    expect(watch.elsewhere()).toMatchObject({by: 'lee'});
    expect(watch.report('acknowledged', NIGHT + 3 * MINUTE)).toEqual([]);
    expect(watch.report('triggered', NIGHT + 4 * MINUTE)).toMatchObject([{what: 'unacknowledged'}]);
    expect(watch.elsewhere()).toBeUndefined();
  });

  test('an ack there is said on the board, where the alert still waits for somebody', () => {
    const watch = reporting();
    const notes = () => {
      const now = NIGHT + 3 * MINUTE;
      const board = boardIndex().of(
        watch.state(),
        {filter: '', group: 'route', expanded: new Set(), quietOpen: false},
        now,
      );
      return board.shelves['needs-you'].rows.flatMap(row =>
        rowNotes(row, watch.state(), {now, precise: false, unicode: true}),
      );
    };
    expect(notes()).toEqual([]);
    watch.report('acknowledged', NIGHT + 2 * MINUTE);
    expect(notes()).toEqual([expect.stringMatching(/^acked by lee at pager/)]);
  });

  test('what our own ack did there is nobody else’s ack, and what was shown before it is no taking back', () => {
    const watch = reporting();
    watch.ack(NIGHT + MINUTE);
    watch.settle(NIGHT + MINUTE);
    expect(watch.report('triggered', NIGHT + MINUTE + 1_000)).toEqual([]);
    expect(watch.report('acknowledged', NIGHT + 2 * MINUTE)).toEqual([]);
    expect(watch.elsewhere()).toBeUndefined();
  });

  test('an acknowledgement of somebody there is not taken back with an ack of ours', () => {
    const watch = reporting();
    watch.ack(NIGHT + MINUTE);
    watch.settle(NIGHT + MINUTE);
    watch.report('triggered', NIGHT + 2 * MINUTE);
    watch.report('acknowledged', NIGHT + 3 * MINUTE);
    expect(watch.sent(watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 4 * MINUTE))).toEqual([
      'note at pager theirs',
    ]);
    expect([...watch.state().shift.deliveries.values()].at(-1)?.message.text).toBe('ana gave it back: lee has it.');
  });

  test('what a pager tells of before the release is nobody’s new acknowledgement', () => {
    const watch = reporting();
    watch.ack(NIGHT + MINUTE);
    watch.settle(NIGHT + MINUTE);
    watch.when({type: 'release', alerts: [keyOf(disk)]}, NIGHT + 2 * MINUTE);
    watch.settle(NIGHT + 2 * MINUTE);
    const stale = {...incident('acknowledged', NIGHT + MINUTE)};
    expect(watch.when({type: 'report-pager', target: 'pager', found: stale}, NIGHT + 2 * MINUTE + 2_000)).toEqual([]);
    expect(watch.report('acknowledged', NIGHT + 2 * MINUTE + 5_000)).toMatchObject([{what: 'acknowledged'}]);
  });

  test('what PagerDuty told a hook is known of the incident that was acked through its REST API', () => {
    const rest = {targets: [fakeTarget({name: 'pager', kind: 'pagerduty-rest'})]};
    const watch = story({settings: rest, alerts: [disk], health});
    watch.when({type: 'reconcile', source: 'eu'}, NIGHT, 'wk');
    watch.when({type: 'ack', alerts: [keyOf(disk)]}, NIGHT + MINUTE);
    const [asked] = [...watch.state().shift.deliveries.values()];
    expect(asked).toMatchObject({verb: 'ack', kind: 'pagerduty-rest', thread: THREAD});
    watch.when({type: 'settle-delivery', delivery: asked?.delivery ?? '', result: {}}, NIGHT + MINUTE);
    const told = {
      type: 'pager.reported',
      target: 'pagerduty',
      what: 'resolved',
      incident: 'PT4',
      key: THREAD,
      on: NIGHT + 2 * MINUTE,
    } as const;
    const {threads} = fold(watch.state().shift, recorded([told], NIGHT + 2 * MINUTE, 'lee'));
    expect([...threads.values()]).toMatchObject([{target: 'pager', status: 'resolved', by: 'lee'}]);
  });

  test('what the relay tells of counts as well', () => {
    const watch = reporting();
    const {shift} = watch.state();
    expect(shift.threads.size).toBe(0);
    watch.report('acknowledged', NIGHT + MINUTE);
    expect([...watch.state().shift.threads.values()]).toMatchObject([{ours: false, status: 'acknowledged', by: 'lee'}]);
  });
});
