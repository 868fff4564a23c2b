import {createHmac} from 'node:crypto';
import {expect, test} from 'vitest';
import {TargetError} from '../../src/core/escalation/target.js';
import {draftOf} from '../../src/core/handoff/draft.js';
import {machineTime, type SeenMark} from '../../src/core/ports.js';
import {createEngine} from '../../src/engine/create-engine.js';
import {checkSignature} from '../../src/relay/hooks/proof/grafana-signature.js';
import {aLevel, aPolicy} from '../support/escalating.js';
import {fakeTarget} from '../support/fake-target.js';
import {NIGHT, someSettings, upHealth} from '../support/given.js';
import {jumpingClock} from '../support/jumping-clock.js';
import {memoryJournal} from '../support/memory-journal.js';
import {aNight} from '../support/night.js';
import {nightSource} from '../support/night-source.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const JUMPS: readonly (readonly [string, number])[] = [
  ['three days forward', 3 * DAY],
  ['three days back', -3 * DAY],
  ['two minutes forward', 2 * MINUTE],
  ['two minutes back', -2 * MINUTE],
];

function aMark(): SeenMark {
  let at: number | undefined;
  return {
    last: async () => at,
    set: async next => {
      at = next;
    },
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 15; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** A watch with a ladder, whose Alertmanager has a clock of its own that nobody sets. */
async function aWatch() {
  const clock = jumpingClock(NIGHT);
  const server = () => NIGHT + clock.monotonic();
  const shown = nightSource(server);
  const target = fakeTarget();
  const journal = memoryJournal();
  let made = 0;
  const policy = aPolicy({
    severities: ['P1'],
    levels: [aLevel({name: 'second', after: 10 * MINUTE, auto: true})],
  });
  const engine = await createEngine({
    journal,
    clock,
    ids: prefix => `${prefix}${String(++made).padStart(6, '0')}`,
    sources: [shown.source],
    targets: [target],
    seen: aMark(),
    settings: someSettings({policies: [policy]}),
  });
  const poll = async () => {
    shown.poll();
    shown.source.sends({at: clock.now(), health: upHealth({lastGood: clock.now(), skew: server() - clock.now()})});
    await settled();
  };
  await settled();
  return {
    clock,
    engine,
    journal,
    shown,
    source: shown.source,
    target,
    /** How many silences hold an alert by the clock of the server. */
    heldBy: (key: string) => engine.store.getState().live.alerts.get(key)?.silencedBy.length ?? 0,
    async passes(ms: number) {
      for (let left = ms; left > 0; left -= 5 * SECOND) {
        clock.advance(Math.min(left, 5 * SECOND));
        await poll();
      }
    },
  };
}

type Watch = Awaited<ReturnType<typeof aWatch>>;

async function fires(watch: Watch, name: string): Promise<string> {
  const {fingerprint} = watch.shown.fires(name, {age: 0});
  await watch.passes(5 * SECOND);
  return `eu/${fingerprint}`;
}

test.each(JUMPS)(
  'a clock that is set %s pages once for what nobody takes, not later than it was due',
  async (_, by) => {
    const watch = await aWatch();
    await fires(watch, 'DiskFull');
    await watch.passes(MINUTE);
    watch.clock.jump(by);
    await watch.passes(11 * MINUTE);
    expect(watch.target.seen).toHaveLength(1);
    await watch.passes(30 * MINUTE);
    expect(watch.target.seen).toHaveLength(1);
    await watch.engine.stop();
  },
);

test.each(JUMPS)('a clock that is set %s after a page pages nobody again, and a new alert once', async (_, by) => {
  const watch = await aWatch();
  await fires(watch, 'DiskFull');
  await watch.passes(11 * MINUTE);
  watch.clock.jump(by);
  await watch.passes(11 * MINUTE);
  expect(watch.target.seen).toHaveLength(1);
  await fires(watch, 'PodDown');
  await watch.passes(11 * MINUTE);
  expect(watch.target.seen).toHaveLength(2);
  await watch.engine.stop();
});

test.each(JUMPS)('a clock that is set %s sends a page again that failed, as soon as it would have', async (_, by) => {
  const watch = await aWatch();
  const away = {before: new TargetError('unreachable', 'the pager is away', {hint: 'wait'})};
  watch.target.faults.push(...Array.from({length: 7}, () => away));
  await fires(watch, 'DiskFull');
  await watch.passes(10 * MINUTE + 10 * SECOND);
  expect(watch.target.calls.length).toBeGreaterThan(0);
  expect(watch.target.seen).toEqual([]);
  watch.clock.jump(by);
  await watch.passes(15 * MINUTE);
  // Pages expire; after days the operator is told that this one did.
  const states = [...watch.engine.store.getState().shift.deliveries.values()].map(({state}) => state);
  if (by > 60 * MINUTE) expect(states).toEqual(['expired']);
  else expect(watch.target.seen).toHaveLength(1);
  await watch.engine.stop();
});

test.each(JUMPS)('a clock that is set %s keeps acks alive on a server whose clock is not', async (_, by) => {
  const watch = await aWatch();
  const alert = await fires(watch, 'DiskFull');
  await watch.engine.dispatch({type: 'ack', alerts: [alert]});
  await watch.passes(MINUTE);
  watch.clock.jump(by);
  for (let minute = 0; minute < 60; minute += 1) {
    await watch.passes(MINUTE);
    expect([minute, watch.heldBy(alert)]).toEqual([minute, 1]);
  }
  // Once at each third of a quarter of an hour, not at every look.
  expect(watch.source.drafts.length).toBeLessThan(12);
  const acks = [...watch.engine.store.getState().shift.acks.values()];
  expect(acks.map(({status}) => status)).toEqual(['placed']);
  expect(watch.journal.facts.filter(({type}) => type === 'ack.requested')).toHaveLength(1);
  await watch.engine.stop();
});

test.each(JUMPS)('a clock that is set %s leaves the log in order, without a hole', async (_, by) => {
  const watch = await aWatch();
  await fires(watch, 'DiskFull');
  watch.clock.jump(by);
  await watch.passes(MINUTE);
  await watch.engine.dispatch({type: 'note', text: 'after the jump'});
  await fires(watch, 'PodDown');
  await watch.engine.stop();
  const {facts} = watch.journal;
  expect(facts.map(({seq}) => seq)).toEqual(facts.map((_fact, index) => index + 1));
  const times = facts.map(({at}) => Date.parse(at));
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test.each(JUMPS)(
  'a clock that is set %s is told in the handoff, which still holds what came before it',
  async (_, by) => {
    const watch = await aWatch();
    const started = watch.clock.now();
    const alert = await fires(watch, 'DiskFull');
    await watch.engine.dispatch({type: 'ack', alerts: [alert]});
    await watch.engine.dispatch({type: 'note', text: 'before the jump'});
    watch.clock.jump(by);
    await watch.passes(MINUTE);
    await watch.engine.dispatch({type: 'note', text: 'after the jump'});
    const shift = {id: 's1', origin: 'here', operator: 'ana', startedAt: started};
    const {markdown} = draftOf(watch.engine.store.getState(), watch.journal.facts, {now: watch.clock.now(), shift});
    for (const text of ['DiskFull', 'before the jump', 'after the jump']) expect(markdown).toContain(text);
    expect(markdown).toMatch(by > 0 ? /no cockpit was open/ : /The clock of this machine was set back/);
    await watch.engine.stop();
  },
);

test.each(JUMPS)('a clock that is set %s hides no source that has gone', async (_, by) => {
  const watch = await aWatch();
  await watch.passes(MINUTE);
  watch.clock.jump(by);
  await watch.passes(10 * SECOND);
  watch.source.sends({health: upHealth({state: 'down', since: watch.clock.now(), lastGood: watch.clock.now()})});
  for (let turn = 0; turn < 30; turn += 1) {
    watch.clock.advance(SECOND);
    await settled();
  }
  expect(watch.journal.facts.filter(({type}) => type === 'source.lost')).toHaveLength(1);
  await watch.engine.stop();
});

test.each(JUMPS)('after a clock was set %s the board tells ages as they are, and of the clock', async (_, by) => {
  const clock = jumpingClock(NIGHT);
  const night = await aNight({clock, columns: 120, seen: aMark()});
  await night.alert('DiskFull', {age: 4 * MINUTE});
  clock.jump(by);
  await night.passes(3 * MINUTE);
  await night.press('l');
  if (by < 0) await night.sees('clock of this machine was set back');
  await night.press('esc');
  expect(night.screen.frame()).not.toMatch(/-\d+[smhd]|NaN|Infinity/);
  if (by <= 0) await night.sees('6m');
  await night.end();
});

test('what others compare with their clocks has the time of the machine', () => {
  const clock = jumpingClock(NIGHT);
  clock.now();
  expect(machineTime(clock)).toBe(NIGHT);
  clock.jump(-3 * DAY);
  clock.advance(MINUTE);
  expect(machineTime(clock)).toBe(NIGHT - 3 * DAY + MINUTE);
  const body = Buffer.from('{}');
  const seconds = String(Math.floor(clock.machine() / 1_000));
  const signature = createHmac('sha256', 's').update(`${seconds}:`).update(body).digest('hex');
  const request = {method: 'POST', query: {}, raw: body, headers: {sig: signature, time: seconds}, now: clock.now()};
  const options = {secrets: ['s'], header: 'sig', timestampHeader: 'time'};
  expect(checkSignature({...request, machine: machineTime(clock)}, options)).toBeUndefined();
});
