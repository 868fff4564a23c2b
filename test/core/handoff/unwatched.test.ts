import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {draftOf} from '../../../src/core/handoff/draft.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {spansToFill} from '../../../src/core/handoff/unwatched.js';
import type {Meanwhile} from '../../../src/core/handoff/unwatched-hours.js';
import {anAlert, aWatch, NIGHT} from '../../support/given.js';
import {fired, HOUR, log, MINUTE, noted, pool, resolved, type Told, WATCH} from './given.js';

const opened = (after: number, lastSeen?: number): Told => ({
  after,
  fact: {
    type: 'watch.opened',
    on: NIGHT + after * MINUTE,
    ...(lastSeen === undefined ? {} : {lastSeen: NIGHT + lastSeen * MINUTE}),
  },
});
const left = (after: number): Told => ({after, fact: {type: 'watch.left', on: NIGHT + after * MINUTE}});

function handedOver(
  told: readonly Told[],
  ask: {readonly seen?: number; readonly meanwhile?: readonly Meanwhile[]; readonly now?: number} = {},
) {
  const facts = log(told);
  return handoffDocument(aWatch({facts}), facts, {...WATCH, ...ask});
}

const spans = (...args: Parameters<typeof handedOver>) =>
  handedOver(...args).unwatched.spans.map(({from, to}) => [
    (from - NIGHT) / MINUTE,
    ...(to === undefined ? [] : [(to - NIGHT) / MINUTE]),
  ]);

const last = (markdown: string) =>
  markdown
    .split('\n')
    .filter(line => line.includes('cockpit was open'))
    .join('\n');

describe('when no cockpit was open', () => {
  test('is not recorded in a log from before that was', () => {
    const handoff = handedOver([noted('all well', 10)]);
    expect(handoff.unwatched).toEqual({spans: []});
    expect(last(handoffMarkdown(handoff))).toBe('- When a cockpit was open: *not recorded*');
  });

  test('given it was left and opened again, that time is told; a short one is not', () => {
    expect(spans([opened(-5), left(100), opened(190), left(300), opened(300.5)])).toEqual([[100, 190]]);
  });

  test('given a crash, it begins where the cockpit was last seen, or else with its last word', () => {
    expect(spans([opened(0), opened(190, 101)])).toEqual([[101, 190]]);
    expect(spans([opened(0), noted('looking', 90), opened(190)])).toEqual([[90, 190]]);
  });

  test('given a crash that nobody came back from, it lasts from the last sign on', () => {
    const now = WATCH.now;
    expect(spans([opened(0)], {seen: now - 20 * MINUTE})).toEqual([[460]]);
    expect(spans([opened(0)], {seen: now - 10_000})).toEqual([]);
    expect(spans([opened(0)], {seen: NIGHT + 400 * MINUTE, now: now + HOUR})).toEqual([[400, 480]]);
  });

  test('given a watch that began without one, that is told from its beginning on', () => {
    expect(spans([opened(-90), left(-60), opened(30)])).toEqual([[0, 30]]);
  });

  test('given that it is recorded only since the middle of the watch, the time before is said not to be', () => {
    expect(last(handoffMarkdown(handedOver([noted('all well', 10), opened(60)])))).toBe(
      '- Before 04:00Z: whether a cockpit was open is *not recorded*',
    );
  });

  test('a cockpit of somebody else says nothing of this one', () => {
    const facts = log([opened(0), left(60), opened(120)]).map(fact => ({
      ...fact,
      origin: fact.seq === 3 ? 'lee' : fact.origin,
    }));
    expect(handoffDocument(aWatch({facts}), facts, WATCH).unwatched.spans).toMatchObject([{from: NIGHT + HOUR}]);
  });
});

describe('what happened while none was open', () => {
  const gap = [opened(0), left(60), opened(120)];
  const disk = anAlert({labels: {alertname: 'DiskFilling', severity: 'warning', service: 'ledger'}, fingerprint: 'd1'});
  const found: Told = {after: 121, fact: {...fired(disk, 90).fact} as Told['fact']};
  const asked = (answer: Partial<Meanwhile>): readonly Meanwhile[] => [
    {from: NIGHT + HOUR, to: NIGHT + 2 * HOUR, server: 'Prometheus prom:9090', ...answer},
  ];
  const seen = (labels: Readonly<Record<string, string>>, from: number, to: number) => ({
    labels,
    from: NIGHT + from * MINUTE,
    to: NIGHT + to * MINUTE,
  });

  test('is not recorded where nobody was asked, and nobody is said to have been', () => {
    expect(last(handoffMarkdown(handedOver(gap)))).toBe(
      '- 04:00Z to 05:00Z (1h): no cockpit was open; what began and ended meanwhile is *not recorded*, and nobody was asked',
    );
  });

  test('given an alert that was found when somebody watched again, it is named', () => {
    expect(handedOver([...gap, found]).unwatched.spans).toMatchObject([
      {found: [{severity: 'P3', name: 'DiskFilling', place: 'eu/ledger', from: NIGHT + 90 * MINUTE, alerts: 1}]},
    ]);
  });

  test('given what a Prometheus saw, only what the log knows nothing of is added, its Watchdog left out', () => {
    const meanwhile = asked({
      alerts: [
        seen({alertname: 'DiskFilling', severity: 'warning', service: 'ledger'}, 90, 120),
        seen({alertname: 'Watchdog', severity: 'none'}, 60, 120),
        seen({alertname: 'QueueStuck', severity: 'critical', service: 'mail', instance: 'a'}, 70, 80),
        seen({alertname: 'QueueStuck', severity: 'critical', service: 'mail', instance: 'b'}, 75, 85),
      ],
    });
    expect(last(handoffMarkdown(handedOver([...gap, found], {meanwhile})))).toBe(
      '- 04:00Z to 05:00Z (1h): no cockpit was open; found afterwards: P3 DiskFilling in eu/ledger since 04:30Z; by Prometheus prom:9090, that also fired which the log knows nothing of: P1 QueueStuck in mail ×2 04:10Z to 04:25Z',
    );
  });

  test('given a Prometheus that knows of nothing more, or does not answer, it says so', () => {
    expect(last(handoffMarkdown(handedOver(gap, {meanwhile: asked({alerts: []})})))).toContain(
      'Prometheus prom:9090 knows of nothing else that fired meanwhile',
    );
    expect(last(handoffMarkdown(handedOver(gap, {meanwhile: asked({trouble: 'it timed out'})})))).toContain(
      'what Prometheus prom:9090 saw meanwhile is *not recorded*: it timed out',
    );
  });

  test('given a relay and a Prometheus that saw the same, it is told once, by whoever knows its source', () => {
    const labels = {alertname: 'QueueStuck', severity: 'critical', service: 'mail'};
    const meanwhile = [
      ...asked({server: 'the relay r:9095', alerts: [{...seen(labels, 70, 80), source: 'eu'}]}),
      ...asked({alerts: [seen(labels, 70, 80)]}),
    ];
    expect(last(handoffMarkdown(handedOver(gap, {meanwhile})))).toBe(
      '- 04:00Z to 05:00Z (1h): no cockpit was open; by the relay r:9095, that also fired which the log knows nothing of: P1 QueueStuck in eu/mail 04:10Z to 04:20Z; Prometheus prom:9090 knows of nothing else that fired meanwhile',
    );
  });

  test('given one that came and went, each time of it that the log does not know is told, and counted as missing', () => {
    const labels = {alertname: 'PoolExhausted', severity: 'critical', service: 'payments'};
    const meanwhile = asked({alerts: [seen(labels, 62, 62.5), seen(labels, 64, 64.5), seen(labels, 118, 120)]});
    const again: Told = {
      after: 121,
      fact: {...fired({...pool, startsAt: NIGHT + 118 * MINUTE}, 118).fact} as Told['fact'],
    };
    const handoff = handedOver([...gap, again], {meanwhile});
    expect(handoff.unwatched.spans[0]?.asked).toMatchObject([{missed: [{times: 2, alerts: 1}]}]);
    const text = handoffMarkdown(handoff);
    expect(last(text)).toBe(
      '- 04:00Z to 05:00Z (1h): no cockpit was open; found afterwards: P1 PoolExhausted in eu/payments since 04:58Z; by Prometheus prom:9090, that also fired which the log knows nothing of: P1 PoolExhausted in payments 2 times (04:02Z for 30s; 04:04Z for 30s)',
    );
    expect(text).toContain('P1 and P2 that fired while nobody watched, 2 times by what others saw.');
  });

  test('given one that fired as somebody last watched, what it did anew after that is told, though its end was seen later', () => {
    const labels = {alertname: 'PoolExhausted', severity: 'critical', service: 'payments'};
    const was = fired({...pool, startsAt: NIGHT + 59 * MINUTE}, 59);
    const over = resolved({...pool, startsAt: NIGHT + 59 * MINUTE}, 121);
    const told = (...times: Parameters<typeof seen>[]) =>
      handedOver(
        [...gap, was, over].sort((a, b) => a.after - b.after),
        {
          meanwhile: asked({alerts: times.map(time => seen(...time))}),
        },
      ).unwatched.spans[0]?.asked[0]?.missed;
    expect(told([labels, 62, 62.5], [labels, 64, 64.5], [labels, 66, 67])).toMatchObject([{times: 3}]);
    expect(told([labels, 60, 120])).toEqual([]);
    expect(told([labels, 60, 61], [labels, 64, 64.5])).toMatchObject([{from: NIGHT + 64 * MINUTE}]);
  });

  test('given one that came and went all the time, a few are told and the others counted', () => {
    const labels = {alertname: 'Flaps', severity: 'warning', service: 'mail'};
    const times = Array.from({length: 40}, (_, at) => seen(labels, 61 + at, 61.5 + at));
    const handoff = handedOver(gap, {meanwhile: asked({alerts: times})});
    expect(last(handoffMarkdown(handoff))).toMatch(
      /P3 Flaps in mail 40 times \(04:01Z for 30s;.*; and 34 more, the last until 04:40Z\)$/,
    );
    expect(handoff.unwatched.spans[0]?.asked[0]?.missed?.[0]?.each).toHaveLength(24);
  });

  test('given a relay that saw it once and a Prometheus that saw it twice, the second time is told, too', () => {
    const labels = {alertname: 'QueueStuck', severity: 'critical', service: 'mail'};
    const meanwhile = [
      ...asked({server: 'the relay r:9095', alerts: [{...seen(labels, 70, 76), source: 'eu'}]}),
      ...asked({alerts: [seen(labels, 70, 71), seen(labels, 75, 76)]}),
    ];
    expect(handedOver(gap, {meanwhile}).unwatched.spans[0]?.asked).toMatchObject([
      {missed: [{from: NIGHT + 70 * MINUTE}]},
      {missed: [{from: NIGHT + 75 * MINUTE, to: NIGHT + 76 * MINUTE}]},
    ]);
  });

  test('given hours so long that they were looked at seldom, it says how seldom', () => {
    const text = (answer: Partial<Meanwhile>) =>
      last(handoffMarkdown(handedOver(gap, {meanwhile: asked({step: 62_000, ...answer})})));
    expect(text({alerts: []})).toContain(
      'knows of nothing else that fired meanwhile, asked for every 1m2s: what was shorter may be missing',
    );
    expect(text({alerts: [seen({alertname: 'QueueStuck', service: 'mail'}, 70, 80)]})).toMatch(
      /04:10Z to 04:20Z \(asked for every 1m2s: what was shorter may be missing\)$/,
    );
  });

  test('given a relay that acted for whoever was gone, it says from when to when', () => {
    const taken: Told = {
      after: 62,
      fact: {type: 'lease.taken', of: 'here', operator: 'ana', silent: 120_000, upTo: 1},
    };
    const returned: Told = {after: 120, fact: {type: 'lease.returned', of: 'here', operator: 'ana'}};
    expect(last(handoffMarkdown(handedOver([opened(0), left(60), taken, opened(120), returned])))).toContain(
      'no cockpit was open; the relay stood in from 04:02Z to 05:00Z;',
    );
  });

  test('what was asked is part of the observation, and the line can be traced to the facts at its bounds', () => {
    const facts = log([...gap, found]);
    const draft = draftOf(aWatch({facts}), facts, {now: WATCH.now, meanwhile: []});
    expect(spansToFill(draft.handoff)).toEqual([{from: NIGHT + HOUR, to: NIGHT + 2 * HOUR}]);
    expect(draft.observed).toHaveProperty('unwatched.spans');
    const line = draft.trace().find(({text}) => text === 'no cockpit was open');
    expect(line?.facts.map(({seq, type}) => [seq, type])).toEqual([
      [2, 'watch.left'],
      [3, 'watch.opened'],
      [4, 'alert.fired'],
    ]);
  });
});
