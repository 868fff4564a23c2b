import {describe, expect, onTestFinished, test} from 'vitest';
import {deputyOf} from '../../../src/cli/wire/relay/deputy-of.js';
import {banners} from '../../../src/core/board/banner.js';
import {isFact} from '../../../src/core/shift/fact.js';
import {createEngine} from '../../../src/engine/create-engine.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {type LeaseBook, ownBook} from '../../../src/relay/lease/lease-book.js';
import {type LeaseDesk, openLeaseDesk} from '../../../src/relay/lease/lease-desk.js';
import {aLevel, aPolicy} from '../../support/escalating.js';
import {type FakeRelay, fakeRelay} from '../../support/fake-relay.js';
import {fakeSource} from '../../support/fake-source.js';
import {type FakeTarget, fakeTarget} from '../../support/fake-target.js';
import {anAlert, keyOf, NIGHT, someSettings} from '../../support/given.js';
import {memoryJournal} from '../../support/memory-journal.js';

const LENGTH = 60_000;
/** Until it is sent without being asked for; announced half a minute before. */
const CALLED = 150_000;

const policies = [aPolicy({levels: [aLevel({name: 'lead', after: CALLED, to: ['pager'], auto: true})]})];

async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

interface Scene {
  readonly clock: ReturnType<typeof virtualClock>;
  readonly relay: FakeRelay;
  readonly pager: FakeTarget;
}

let made = 0;

async function writer(
  operator: string,
  {clock, relay, pager}: Scene,
  journal = memoryJournal({origin: `j-${operator}`}),
) {
  const source = fakeSource('eu', clock.now);
  const engine = await createEngine({
    journal,
    clock,
    ids: prefix => {
      made += 1;
      return `${prefix}${operator}${made}`;
    },
    sources: [source],
    settings: someSettings({operator, policies, ...(operator === 'relay' ? {standsIn: true} : {})}),
    feed: relay.feed(),
    targets: [pager],
  });
  onTestFinished(() => engine.stop());
  const lease = () => engine.store.getState().team?.lease?.state;
  return {engine, journal, source, lease};
}

/** A cockpit, a relay that would go on for it, a pager, and one alert that nobody has acked. */
async function scene({
  repeats = 'key',
  book = ownBook(),
}: {
  readonly repeats?: FakeTarget['repeats'];
  readonly book?: LeaseBook;
} = {}) {
  const clock = virtualClock(NIGHT);
  const relay = fakeRelay();
  const parts = {clock, relay, pager: fakeTarget({repeats})};
  const log: string[] = [];
  const standIn = await writer('relay', parts);
  const deputy = deputyOf(standIn.engine, clock);
  const terms = {relay: deputy.origin, length: LENGTH, sources: ['eu'], policies: ['all'], targets: ['pager']};
  const desk: LeaseDesk = openLeaseDesk({
    deputy,
    book,
    terms,
    clock,
    log: line => log.push(line),
    warn: line => log.push(line),
  });
  onTestFinished(() => desk.stop());
  relay.desk = desk;
  const ana = await writer('ana', parts);
  for (const {source} of [standIn, ana]) source.shows([anAlert({startsAt: NIGHT})]);
  const pass = async (ms: number) => {
    const until = clock.now() + ms;
    await settled();
    for (let next = clock.next(); next !== undefined && next <= until; next = clock.next()) {
      clock.advance(next - clock.now());
      await settled();
    }
    clock.advance(until - clock.now());
    await settled();
  };
  await settled();
  return {...parts, desk, standIn, ana, pass, log};
}

const calls = ({pager}: Scene) =>
  pager.calls.filter(({request}) => request.verb === 'create').map(({request}) => request.key);

describe('the lease of a cockpit', () => {
  test('is held as long as the relay is heard, and the cockpit calls by itself', async () => {
    const on = await scene();
    await on.pass(CALLED + 1_000);
    expect(on.ana.lease()).toBe('held');
    expect(calls(on)).toHaveLength(1);
    expect(on.desk.counts()).toMatchObject({watched: 1, acting: 0});
    expect(on.standIn.journal.facts.filter(fact => fact.origin === 'j-relay' && isFact(fact, 'lease.taken'))).toEqual(
      [],
    );
  });

  test('is not acted under by the cockpit from 80 % on, nor by the relay before all of it is over', async () => {
    const on = await scene();
    await on.pass(1_000);
    on.relay.line('j-ana', 'dead');
    // The last answer that it had was to what it asked at most ten seconds before.
    await on.pass(LENGTH * 0.8 - 11_000);
    expect(on.ana.lease()).toBe('held');
    await on.pass(11_000);
    expect(on.ana.lease()).toBe('quiet');
    expect(on.desk.counts()).toMatchObject({watched: 1, acting: 0});
    await on.pass(LENGTH * 0.2);
    expect(on.desk.counts()).toMatchObject({watched: 0, acting: 1});
  });

  test.each(['dead', 'deaf', 'mute'] as const)(
    'on a line that is %s: the level is called once, and no more when it is whole again',
    async how => {
      const on = await scene({repeats: 'none'});
      await on.pass(1_000);
      on.relay.line('j-ana', how);
      await on.pass(CALLED);
      expect(calls(on)).toHaveLength(1);
      expect(on.desk.counts().acting).toBe(1);
      on.relay.line('j-ana', 'fair');
      await on.pass(30_000);
      expect(on.ana.lease()).toBe('held');
      expect(calls(on)).toHaveLength(1);
      expect(on.desk.counts().acting).toBe(0);
    },
  );

  test('is handed back: what the relay did is known to the cockpit before it acts again, and marked', async () => {
    const on = await scene();
    await on.pass(1_000);
    on.relay.line('j-ana', 'dead');
    await on.pass(CALLED);
    on.relay.line('j-ana', 'fair');
    await on.pass(20_000);
    const meanwhile = on.ana.journal.facts.filter(fact => fact.origin === 'j-relay');
    expect(meanwhile.map(({type}) => type)).toEqual([
      'lease.taken',
      'escalation.due',
      'escalation.requested',
      'delivery.requested',
      'delivery.sent',
      'lease.returned',
    ]);
    expect(new Set(meanwhile.map(({for: whom}) => whom))).toEqual(new Set(['ana']));
    expect(on.log).toEqual([
      'The cockpit of ana was not heard of for 1m: the relay acts for ana.',
      'The relay acts for ana no more.',
    ]);
    await on.pass(10 * 60_000);
    expect(calls(on)).toHaveLength(1);
  });

  test('is not handed back while something is on its way', async () => {
    const on = await scene();
    on.pager.faults.push('silent');
    await on.pass(1_000);
    on.relay.line('j-ana', 'dead');
    await on.pass(CALLED + 500);
    expect(calls(on)).toHaveLength(1);
    on.relay.line('j-ana', 'fair');
    await on.pass(5_000);
    expect(on.ana.lease()).toBe('quiet');
    await on.pass(60_000);
    expect(on.ana.lease()).toBe('held');
    // It was there, though no answer came: the second try with the same key says so.
    expect(new Set(calls(on)).size).toBe(1);
    expect(on.pager.seen.filter(({verb}) => verb === 'create')).toHaveLength(1);
  });

  test('ends when the operator leaves: nobody goes on', async () => {
    const on = await scene();
    await on.pass(1_000);
    await on.ana.engine.depart?.();
    await on.ana.engine.stop();
    await on.pass(10 * LENGTH);
    expect(on.desk.counts()).toMatchObject({watched: 0, acting: 0});
    expect(calls(on)).toEqual([]);
  });

  test('is remembered over a restart of the cockpit, which sends nothing before it has heard of the relay', async () => {
    const on = await scene();
    await on.pass(1_000);
    await on.ana.engine.stop();
    on.relay.line('j-ana', 'dead');
    const again = await writer('ana', on, on.ana.journal);
    again.source.shows([anAlert({startsAt: NIGHT})]);
    await settled();
    expect(again.lease()).toBe('quiet');
    await on.pass(CALLED);
    expect(calls(on)).toHaveLength(1);
    expect(on.standIn.engine.store.getState().shift.deliveries.size).toBe(1);
  });

  test('whose relay is gone for good is given up where a repeat can be told, and never elsewhere', async () => {
    for (const [repeats, sent] of [
      ['key', 1],
      ['none', 0],
    ] as const) {
      const on = await scene({repeats});
      await on.pass(1_000);
      on.desk.stop();
      on.relay.desk = undefined;
      on.relay.line('j-ana', 'dead');
      await on.pass(CALLED);
      expect(calls(on)).toHaveLength(0);
      await on.pass(5 * LENGTH);
      expect(calls(on)).toHaveLength(sent);
    }
  });

  test('leaves to the operator what they ask for by hand', async () => {
    const on = await scene();
    await on.pass(1_000);
    on.relay.line('j-ana', 'dead');
    await on.pass(50_000);
    expect(on.ana.lease()).toBe('quiet');
    await on.ana.engine.dispatch({type: 'escalate', alerts: [keyOf(anAlert())], level: 1});
    await settled();
    expect(calls(on)).toHaveLength(1);
    await on.pass(CALLED);
    // The relay did not know; with the same key nobody is called again.
    expect(on.pager.seen.filter(({verb}) => verb === 'create')).toHaveLength(1);
  });

  test('whose relay does not know whether it may still act: it calls nobody until that is sure', async () => {
    const asked: ((may: boolean) => void)[] = [];
    const keep = () => new Promise<boolean>(resolve => void asked.push(resolve));
    const on = await scene({book: {...ownBook(), keep}});
    await on.pass(1_000);
    on.relay.line('j-ana', 'dead');
    await on.pass(CALLED + LENGTH / 2);
    expect(on.desk.counts().acting).toBe(1);
    expect(calls(on)).toEqual([]);
    for (const answer of asked) answer(true);
    await settled();
    expect(calls(on)).toEqual([]);
    // That was asked for too long ago; the next answer comes in time.
    await on.pass(LENGTH / 4);
    for (const answer of asked) answer(true);
    await on.pass(2_000);
    expect(calls(on)).toHaveLength(1);
  });

  test('stands under the name of the operator, in which a relay acts that knows the cockpit by nothing else', async () => {
    const on = await scene();
    await on.pass(1_000);
    const granted = on.standIn.journal.facts.filter(fact => isFact(fact, 'lease.granted'));
    expect(granted.map(({by}) => by)).toEqual(['ana']);
    on.desk.stop();
    await on.ana.engine.stop();
    // A relay that begins after that, and that this cockpit never asks.
    const {clock} = on;
    const deputy = deputyOf(on.standIn.engine, clock);
    const say = (line: string) => void on.log.push(line);
    const desk = openLeaseDesk({deputy, book: ownBook(), terms: on.desk.terms, clock, log: say, warn: say});
    onTestFinished(() => desk.stop());
    await on.pass(LENGTH);
    expect(on.log).toEqual(['The cockpit of ana was not heard of for 1m: the relay acts for ana.']);
    expect(on.standIn.journal.facts.find(fact => isFact(fact, 'lease.taken'))).toMatchObject({
      operator: 'ana',
      for: 'ana',
    });
  });

  test('of a relay that says it acts, and of whose facts nothing comes: the cockpit sends nothing for as long', async () => {
    const on = await scene();
    await on.pass(1_000);
    on.desk.stop();
    on.relay.desk = {...on.desk, ask: async () => ({state: 'acting'})};
    await on.pass(10 * LENGTH);
    expect(on.ana.lease()).toBe('quiet');
    expect(on.ana.journal.facts.filter(fact => fact.origin === 'j-relay')).toEqual([]);
    expect(calls(on)).toEqual([]);
    const texts = banners(on.ana.engine.store.getState(), on.clock.now()).map(({text}) => text);
    expect(texts).toContain(
      'The relay acts for you since 03:00: nothing is sent by itself from here until it hands back',
    );
    expect(texts).toContain('The relay, if it acts, pages lead about P1 DiskFull');
  });
});
