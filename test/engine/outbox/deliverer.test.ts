import {describe, expect, test} from 'vitest';
import type {Severity} from '../../../src/core/alert/severity.js';
import type {DeliveryDraft} from '../../../src/core/escalation/delivery.js';
import {createEngine} from '../../../src/engine/create-engine.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {type FakeTarget, fakeTarget, noAnswer, overloaded, rejected, unreachable} from '../../support/fake-target.js';
import {NIGHT, someSettings} from '../../support/given.js';
import {diskFull, type MemoryJournal, memoryJournal} from '../../support/memory-journal.js';

const HOUR = 60 * 60_000;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

let made = 0;
const ids = (prefix: string) => {
  made += 1;
  return `${prefix}${made}`;
};

interface Given {
  readonly target?: FakeTarget;
  readonly journal?: MemoryJournal;
  readonly sends?: 'all' | 'new';
  readonly at?: number;
  readonly readOnly?: boolean;
}

async function outbox({target = fakeTarget(), journal = memoryJournal(), at = NIGHT, ...more}: Given = {}) {
  const clock = virtualClock(at);
  const engine = await createEngine({
    journal,
    clock,
    ids,
    sources: [],
    targets: [target],
    settings: someSettings({readOnly: more.readOnly ?? false}),
    ...(more.sends === undefined ? {} : {sends: more.sends}),
  });
  const deliver = async (...deliveries: readonly DeliveryDraft[]) => {
    const outcome = await engine.dispatch({type: 'deliver', deliveries});
    await settled();
    return outcome;
  };
  const pass = async (ms: number) => {
    const until = clock.now() + ms;
    for (let next = clock.next(); next !== undefined && next <= until; next = clock.next()) {
      clock.advance(next - clock.now());
      await settled();
    }
    clock.advance(until - clock.now());
    await settled();
  };
  await settled();
  const all = () => [...engine.store.getState().shift.deliveries.values()];
  return {engine, journal, clock, target, deliver, pass, all};
}

function page(key: string, over: Partial<DeliveryDraft> & {readonly severity?: Severity} = {}): DeliveryDraft {
  const {severity = 'P1', ...rest} = over;
  return {
    target: 'pager',
    verb: 'create',
    key,
    thread: key,
    title: key,
    message: {title: key, text: '', severity, status: 'firing', source: 'eu', by: 'ana', at: NIGHT},
    ...rest,
  };
}

describe('the outbox', () => {
  test('sends what is durable, once, and records that it arrived', async () => {
    const {engine, deliver, target, all, journal} = await outbox();
    await deliver(page('a'), page('b'));
    expect(target.seen.map(({key}) => key)).toEqual(['a', 'b']);
    expect(all().map(({state}) => state)).toEqual(['sent', 'sent']);
    expect(journal.facts.map(({type}) => type)).toEqual([
      'delivery.requested',
      'delivery.requested',
      'delivery.sent',
      'delivery.sent',
    ]);
    await engine.stop();
  });

  test('sends nothing that could not be recorded', async () => {
    const {engine, deliver, target, journal} = await outbox();
    journal.failure = diskFull();
    expect(await deliver(page('a'))).toMatchObject({ok: false, refusal: {code: 'not-recorded'}});
    expect(target.calls).toEqual([]);
    await engine.stop();
  });

  test('tries again within five seconds, then less and less often, and says how often it tried', async () => {
    const {engine, deliver, target, pass, all} = await outbox();
    target.faults.push({before: unreachable()}, {before: unreachable()});
    await deliver(page('a'));
    expect(all()).toMatchObject([{state: 'requested', attempts: 1, trouble: {reason: 'connection refused'}}]);
    await pass(5_000);
    expect(target.calls.length).toBeGreaterThanOrEqual(2);
    await pass(60_000);
    expect(all()).toMatchObject([{state: 'sent', attempts: 3}]);
    await engine.stop();
  });

  test('waits as long as a target says, with everything for that account', async () => {
    const {engine, deliver, target, pass} = await outbox();
    target.faults.push({before: overloaded(20_000)});
    await deliver(page('a'));
    await deliver(page('b'));
    await pass(19_000);
    expect(target.calls).toHaveLength(1);
    await pass(2_000);
    expect(target.seen.map(({key}) => key)).toEqual(['a', 'b']);
    await engine.stop();
  });

  test('never tries again what a target refuses for good', async () => {
    const {engine, deliver, target, pass, all} = await outbox();
    target.faults.push({before: rejected()});
    await deliver(page('a'));
    await pass(HOUR);
    expect(target.calls).toHaveLength(1);
    expect(all()).toMatchObject([{state: 'failed', trouble: {reason: 'the routing key is unknown'}}]);
    await engine.stop();
  });

  test('gives up what is no news any more, and says so', async () => {
    const {engine, deliver, target, pass, all} = await outbox();
    target.faults.push(...Array.from({length: 500}, () => ({before: unreachable()})));
    await deliver(page('a'));
    await pass(3 * HOUR);
    expect(all()).toMatchObject([{state: 'expired'}]);
    await engine.stop();
  });

  test('delivers to a target that was down for an hour, without hammering it', async () => {
    const {engine, deliver, target, pass, all} = await outbox();
    target.faults.push(...Array.from({length: 2_000}, () => ({before: unreachable()})));
    await deliver(...Array.from({length: 20}, (_, index) => page(`k${index}`)));
    await pass(HOUR);
    expect(target.calls.length).toBeLessThan(120);
    target.faults.length = 0;
    await pass(4 * 60_000);
    expect(all().every(({state}) => state === 'sent')).toBe(true);
    await engine.stop();
  });

  test('keeps to what an account allows, the worst first', async () => {
    const target = fakeTarget({budget: {requests: 2, per: 60_000, account: 'one key'}});
    const {engine, deliver, pass} = await outbox({target});
    await deliver(page('a', {severity: 'P3'}), page('b', {severity: 'P3'}), page('c'), page('d'));
    expect(target.seen.map(({key}) => key)).toEqual(['c', 'd']);
    await pass(60_000);
    expect(target.seen.map(({key}) => key)).toEqual(['c', 'd', 'a', 'b']);
    await engine.stop();
  });

  test('keeps the order within a thread, and lets other threads pass', async () => {
    const {engine, deliver, target, pass} = await outbox();
    target.faults.push({before: unreachable()});
    await deliver(page('a', {thread: 't'}), page('a ack', {thread: 't', verb: 'ack'}), page('b'));
    expect(target.seen.map(({key}) => key)).toEqual(['b']);
    await pass(5_000);
    expect(target.seen.map(({key}) => key)).toEqual(['b', 'a', 'a ack']);
    expect(target.calls.at(-1)?.request.ref).toEqual({id: 'ref of t'});
    await engine.stop();
  });

  test('a page asked for before a crash is sent after it with the same key, and is told that it may be there', async () => {
    const first = await outbox();
    first.target.faults.push('silent');
    await first.deliver(page('a'));
    const second = await outbox({target: first.target, journal: memoryJournal({facts: first.journal.facts})});
    expect(second.target.seen).toHaveLength(1);
    expect(second.target.calls.at(-1)).toMatchObject({mayExist: true, request: {key: 'a'}});
    expect(second.all()).toMatchObject([{state: 'sent'}]);
    await second.engine.stop();
  });

  test('where a repeat cannot be told, a try is recorded before it, and a possible repeat is marked', async () => {
    const target = fakeTarget({repeats: 'none'});
    const {engine, deliver, pass, all, journal} = await outbox({target});
    target.faults.push({after: noAnswer()});
    await deliver(page('a'));
    expect(journal.facts.map(({type}) => type)).toEqual(['delivery.requested', 'delivery.tried', 'delivery.failed']);
    await pass(5_000);
    expect(all()).toMatchObject([{state: 'sent', attempts: 2, repeat: 'possible'}]);
    expect(target.seen).toHaveLength(2);
    await engine.stop();
  });

  test('where a repeat cannot be told, there is never a third of it', async () => {
    const target = fakeTarget({repeats: 'none'});
    const {engine, deliver, pass, all} = await outbox({target});
    target.faults.push({after: noAnswer()}, {after: noAnswer()});
    await deliver(page('a'));
    await pass(HOUR);
    expect(target.seen).toHaveLength(2);
    expect(all()).toMatchObject([{state: 'failed', trouble: {reason: expect.stringContaining('even twice')}}]);
    await engine.stop();
  });

  test('what certainly did not arrive is no doubt, however often it is tried', async () => {
    const target = fakeTarget({repeats: 'none'});
    const {engine, deliver, pass, all} = await outbox({target});
    target.faults.push({before: unreachable()}, {before: unreachable()}, {before: unreachable()});
    await deliver(page('a'));
    await pass(60_000);
    expect(all()).toMatchObject([{state: 'sent', attempts: 4}]);
    expect(all()[0]?.repeat).toBeUndefined();
    await engine.stop();
  });

  test('a target that never answers is not waited for longer than half a minute', async () => {
    const {engine, deliver, target, pass, all} = await outbox();
    target.faults.push('stuck');
    await deliver(page('a'));
    await pass(30_000);
    await pass(5_000);
    expect(all()).toMatchObject([{state: 'sent', attempts: 2}]);
    await engine.stop();
  });

  test('a command sends what it asked for, and leaves the rest to a process that stays', async () => {
    const before = memoryJournal();
    const quiet = await outbox({journal: before, readOnly: true});
    await quiet.engine.stop();
    const first = await outbox({journal: before});
    first.target.faults.push('stuck');
    await first.deliver(page('old'));
    const second = await outbox({journal: memoryJournal({facts: first.journal.facts}), sends: 'new'});
    await second.deliver(page('new'));
    expect(second.target.seen.map(({key}) => key)).toEqual(['new']);
    await second.engine.dispatch({type: 'flush-deliveries'});
    await settled();
    expect(second.target.seen.map(({key}) => key)).toEqual(['new', 'old']);
    await second.engine.stop();
  });

  test('a cockpit that only looks sends nothing of what is left', async () => {
    const first = await outbox();
    first.target.faults.push('stuck');
    await first.deliver(page('a'));
    const second = await outbox({journal: memoryJournal({facts: first.journal.facts}), readOnly: true});
    expect(second.target.calls).toEqual([]);
    await second.engine.stop();
  });

  test('what was stopped is broken off and not tried again', async () => {
    const {engine, deliver, target, pass, all} = await outbox();
    target.faults.push('stuck');
    await deliver(page('a'));
    await engine.dispatch({type: 'stop-delivery', delivery: all()[0]?.delivery ?? ''});
    await settled();
    await pass(HOUR);
    expect(target.calls).toHaveLength(1);
    expect(all()).toMatchObject([{state: 'failed', stopped: true}]);
    await engine.stop();
  });

  test('what arrived while nothing could be recorded is recorded later, and not sent again', async () => {
    const target = fakeTarget();
    const {engine, deliver, pass, all, journal} = await outbox({target});
    const {send} = target;
    target.send = async (request, options) => {
      const result = await send(request, options);
      journal.failure = diskFull();
      return result;
    };
    await deliver(page('a'));
    expect(all()).toMatchObject([{state: 'requested'}]);
    journal.failure = undefined;
    await pass(3_000);
    expect(all()).toMatchObject([{state: 'sent'}]);
    expect(target.calls).toHaveLength(1);
    await engine.stop();
  });

  test('what a configuration without its target finds is left to one that has it, until it is no news', async () => {
    const first = await outbox();
    first.target.faults.push('stuck');
    await first.deliver(page('a'));
    const journal = memoryJournal({facts: first.journal.facts});
    const second = await outbox({journal, target: fakeTarget({name: 'other'})});
    expect(second.all()).toMatchObject([{state: 'requested', attempts: 0}]);
    await second.pass(3 * HOUR);
    expect(second.all()).toMatchObject([{state: 'expired'}]);
    await second.engine.stop();
  });
});
