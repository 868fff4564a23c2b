import {describe, expect, test} from 'vitest';
import {boardIndex} from '../../../src/core/board/index-board.js';
import {rowNotes} from '../../../src/core/board/row-notes.js';
import {groupsOfAlerts} from '../../../src/core/escalation/alert-groups.js';
import {ackedElsewhere} from '../../../src/core/escalation/correlation.js';
import {placesOf} from '../../../src/core/escalation/one-ack.js';
import {placesOfAck} from '../../../src/core/escalation/places.js';
import type {FoundIncident} from '../../../src/core/escalation/target.js';
import {watchedThreads} from '../../../src/core/escalation/watched-threads.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import {fold} from '../../../src/core/shift/fold.js';
import {fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, recorded, story} from '../../support/given.js';
import {disk, health, incident, MINUTE, THREAD, targets, watching} from './support/watching.js';

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
    expect(watch.report('triggered', NIGHT + MINUTE)).toMatchObject([{what: 'triggered'}]);
    expect(watch.report('triggered', NIGHT + MINUTE)).toEqual([]);
    expect(watch.elsewhere()).toBeUndefined();
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
