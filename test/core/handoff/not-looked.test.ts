import {describe, expect, test} from 'vitest';
import {handoffDocument} from '../../../src/core/handoff/document.js';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {traceOf} from '../../../src/core/handoff/trace.js';
import {nothingLive} from '../../../src/core/live/observe.js';
import type {NewFact} from '../../../src/core/shift/decision.js';
import type {WatchState} from '../../../src/core/watch-state.js';
import {anAlert, aWatch, NIGHT, upHealth} from '../../support/given.js';
import {acked, fired, HOUR, log, MINUTE, pool, type Told, WATCH} from './given.js';

const {lastGood: _, ...silent} = upHealth({state: 'down'});
const DISK = '6f1c2f5e-0000-4000-8000-000000000001';
const ACK = '6f1c2f5e-0000-4000-8000-000000000002';
const disk = anAlert({
  labels: {alertname: 'DiskFilling', severity: 'warning', service: 'ledger'},
  startsAt: NIGHT + 10 * MINUTE,
});

/** A silence of a disk until 13:00Z, and an ack until 11:10Z, both by the facts alone. */
const told: readonly Told[] = [
  fired(pool, 10),
  fired(disk, 10),
  acked(pool, 11, 'lee'),
  {
    after: 12,
    fact: {
      type: 'ack.placed',
      ack: 'ack-11',
      silence: ACK,
      startsAt: NIGHT,
      endsAt: WATCH.now + 10 * MINUTE,
      member: 'am-1',
    },
  },
  held(pool, ACK),
  {after: 13, by: 'mo', fact: placed(DISK, WATCH.now + 2 * HOUR)},
  held(disk, DISK),
];

function placed(silence: string, endsAt: number): NewFact {
  const matchers = [{name: 'service', value: 'ledger', isRegex: false, isEqual: true}];
  return {
    type: 'silence.placed',
    source: 'eu',
    silence,
    matchers,
    startsAt: NIGHT,
    endsAt,
    createdBy: 'mo',
    comment: 'disk is bad',
    ours: false,
  };
}

function held({source, fingerprint, startsAt}: typeof pool, id: string): Told {
  return {
    after: 14,
    fact: {type: 'alert.changed', source, fingerprint, startsAt, state: 'suppressed', suppressedBy: [id]},
  };
}

function written(facts: ReturnType<typeof log>, over: Partial<WatchState> = {}) {
  const state = {...aWatch({facts, health: silent}), ...over};
  const handoff = handoffDocument(state, facts, WATCH);
  return {handoff, text: handoffMarkdown(handoff), trace: traceOf(handoff, facts)};
}

const section = (text: string, title: string) => text.split(`\n## ${title}`)[1]?.split('\n## ')[0] ?? '';

describe('of a source that does not answer, in a process that has never heard of it', () => {
  test('the page does not say that it never answered, nor that nothing is silenced: it says what the log knows', () => {
    const {text, handoff, trace} = written(log(told));
    expect(text).toContain(
      '- **eu** did not answer; what is said of it is from the log, which last heard of it at 2026-11-20 03:14Z\n',
    );
    expect(text).toContain('- **Looked at**: 2026-11-20 11:00Z, from the log alone: no source answered\n');
    const silences = section(text, 'Silences in force (2)');
    expect(silences).toContain('| 11:10Z');
    expect(silences).toMatch(
      /\| 13:00Z \| eu \| not looked at, as of 03:14Z: 1 \| mo \| `service="ledger"` \| disk is bad \|/,
    );
    const ongoing = section(text, 'Ongoing (2)');
    expect(ongoing).toContain('last seen 03:14Z');
    expect(ongoing).toMatch(/- \*\*Status\*\*: acked by lee/);
    expect(ongoing).toMatch(/P3 DiskFilling.*silenced by mo until 13:00Z \(disk is bad\)/);
    expect(text).not.toContain('never answered');
    expect(text).not.toContain('every source answered');
    expect(handoff.silences).toMatchObject([
      {id: ACK, asOf: NIGHT + 14 * MINUTE},
      {id: DISK, by: 'mo'},
    ]);
    const traced = trace.find(one => one.section === 'Silences in force' && one.text === 'service="ledger"');
    expect([traced?.observed, traced?.facts.map(({type}) => type)]).toEqual([false, ['silence.placed']]);
  });

  test('what is not in the log either is not recorded, rather than not there', () => {
    const {text} = written([]);
    expect(section(text, 'Silences in force')).toContain(
      '*not recorded*: no source was looked at, and the log knows of none.',
    );
    expect(section(text, 'Ongoing')).toContain('*not recorded*: no source was looked at');
    expect(text).toContain('- **eu** did not answer; the log has never heard of it');
    expect(text).not.toMatch(/Nothing fires|Nothing waits|every source answered/);
  });

  test('a silence that has run out since, or was ended, is none in force, and what it held is not held', () => {
    const over = log([fired(disk, 10), {after: 13, fact: placed(DISK, NIGHT + HOUR)}, held(disk, DISK)]);
    const ended = log([
      {after: 13, fact: placed(DISK, WATCH.now + HOUR)},
      {after: 20, fact: {type: 'silence.expired', source: 'eu', silence: DISK, ours: false}},
    ]);
    expect(written(over).handoff).toMatchObject({silences: [], ongoing: [{held: [{kind: 'unacked'}]}]});
    expect(written(ended).handoff.silences).toEqual([]);
  });
});

test('without a configured source no page says that nothing fires and that nothing is silenced', () => {
  const {text} = written(log(told), {live: nothingLive});
  expect(text).toContain('from the log alone: no source is configured\n');
  expect(section(text, 'Ongoing (2)')).toContain('P1 PoolExhausted in eu/payments');
  expect(section(text, 'Silences in force (2)')).toContain('disk is bad');
  const empty = written([], {live: nothingLive}).text;
  expect(empty).toContain('*not recorded*: no source was looked at, and the log knows of nothing that fires.');
  expect(empty).toContain('Nothing that is known waits for you');
});

test('what fires at a source that the configuration does not have any more is named, as of its last word', () => {
  const facts = log(told).map(fact => ('source' in fact ? {...fact, source: 'us'} : fact));
  const {text} = written(facts, {live: aWatch().live});
  expect(text).toContain(
    '- **us** is not among the sources now, and was not looked at; what is said of it is from the log, which last heard of it at 2026-11-20 03:14Z: 2 alerts fired there then\n',
  );
  expect(section(text, 'Ongoing (2)')).toMatch(
    /### P1 PoolExhausted in us\/payments\n\n.*last seen 03:14Z\n[\s\S]*acked by lee/,
  );
});
