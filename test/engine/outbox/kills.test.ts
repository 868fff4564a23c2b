import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Target} from '../../../src/core/escalation/target.js';
import type {Journal} from '../../../src/core/ports.js';
import {isFact} from '../../../src/core/shift/fact.js';
import {createEngine} from '../../../src/engine/create-engine.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {type FakeTarget, fakeTarget, noAnswer, unreachable} from '../../support/fake-target.js';
import {NIGHT, someSettings} from '../../support/given.js';
import {type MemoryJournal, memoryJournal} from '../../support/memory-journal.js';

const HOUR = 60 * 60_000;
/** In all, over every target and every run. */
const ESCALATIONS = 500;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await new Promise(resolve => setImmediate(resolve));
}

/** A process that ends at a step: from then on nothing of it is recorded or sent any more. */
function mortal(dies: number) {
  let steps = 0;
  const never = () => new Promise<never>(() => undefined);
  const isAlive = () => {
    steps += 1;
    return steps < dies;
  };
  return {
    isDead: () => steps >= dies,
    journal: (journal: MemoryJournal): Journal => ({
      ...journal,
      // It may end before the line is written, or after it and before anybody has heard.
      append: async facts =>
        isAlive() ? journal.append(facts).then(() => (isAlive() ? undefined : never())) : never(),
    }),
    target: (target: Target): Target => ({
      ...target,
      send: async (request, options) => {
        if (!isAlive()) return never();
        const result = await target.send(request, options);
        return isAlive() ? result : never();
      },
    }),
  };
}

interface Life {
  readonly journal: MemoryJournal;
  readonly target: FakeTarget;
  readonly dies: number;
  readonly asks: readonly string[];
  readonly at: number;
}

/** One process: asks for some pages, and sends until it dies, or until all is settled. */
async function live({journal, target, dies, asks, at}: Life): Promise<void> {
  const process = mortal(dies);
  const clock = virtualClock(at);
  let made = 0;
  const ids = (prefix: string) => {
    made += 1;
    return `${prefix}${at}-${made}`;
  };
  const engine = await createEngine({
    journal: process.journal(journal),
    clock,
    ids,
    sources: [],
    targets: [process.target(target)],
    settings: someSettings(),
  });
  for (const key of asks) {
    const message = {title: key, text: '', severity: 'P1', status: 'firing', source: 'eu', by: 'ana', at} as const;
    void engine.dispatch({
      type: 'deliver',
      deliveries: [
        {target: target.name, verb: 'create', key, thread: key, title: key, message, expiresAt: at + 24 * HOUR},
      ],
    });
  }
  await settled();
  for (let turn = 0; turn < 200 && !process.isDead(); turn += 1) {
    const open = [...engine.store.getState().shift.deliveries.values()].some(({state}) => state === 'requested');
    if (!open) break;
    clock.advance(Math.max(1, (clock.next() ?? clock.now()) - clock.now()));
    await settled();
  }
}

const keysWanted = (run: number, count: number) => Array.from({length: count}, (_, index) => `page ${run}.${index}`);

const night = fc.record({
  dies: fc.array(fc.integer({min: 1, max: 60}), {minLength: 1, maxLength: 6}),
  faults: fc.array(fc.constantFrom('refused', 'lost', 'fine'), {maxLength: 12}),
});

/** Kills processes at random points, lets the last one live, and answers what it has left. */
async function killed(
  repeats: Target['repeats'],
  {dies, faults}: {dies: readonly number[]; faults: readonly string[]},
  count: number,
) {
  const journal = memoryJournal();
  const target = fakeTarget({repeats});
  for (const fault of faults) {
    if (fault === 'refused') target.faults.push({before: unreachable()});
    if (fault === 'lost') target.faults.push({after: noAnswer()});
  }
  let at = NIGHT;
  for (const [index, moment] of dies.entries()) {
    await live({journal, target, dies: moment, asks: index === 0 ? keysWanted(0, count) : [], at});
    at += 60_000;
  }
  await live({journal, target, dies: Number.POSITIVE_INFINITY, asks: [], at});
  const asked = journal.facts.flatMap(fact => (isFact(fact, 'delivery.requested') ? [fact.key] : []));
  const settledAs = (key: string) => {
    const id = journal.facts.flatMap(fact =>
      isFact(fact, 'delivery.requested') && fact.key === key ? [fact.delivery] : [],
    )[0];
    return journal.facts.filter(
      fact =>
        (isFact(fact, 'delivery.sent') && fact.delivery === id) ||
        (isFact(fact, 'delivery.failed') && fact.final && fact.delivery === id),
    );
  };
  return {asked, target, settledAs};
}

const RUNS = 25;
const EACH = ESCALATIONS / RUNS;

test.each(['key', 'search'] as const)(
  'killed at random points, every page that was asked for is there exactly once where the target tells repeats (by %s)',
  async repeats => {
    await fc.assert(
      fc.asyncProperty(night, async one => {
        const {asked, target, settledAs} = await killed(repeats, one, EACH);
        const seen = target.seen.map(({key}) => key);
        expect([...seen].sort()).toEqual([...asked].sort());
        for (const key of asked) expect(settledAs(key)).toMatchObject([{type: 'delivery.sent'}]);
      }),
      {numRuns: RUNS},
    );
  },
);

test('killed at random points, every page is there where repeats cannot be told: at most twice, and then marked', async () => {
  await fc.assert(
    fc.asyncProperty(night, async one => {
      const {asked, target, settledAs} = await killed('none', one, EACH);
      for (const key of asked) {
        const times = target.seen.filter(request => request.key === key).length;
        expect(times).toBeLessThanOrEqual(2);
        const [end, ...others] = settledAs(key);
        expect(others).toEqual([]);
        // What could not be known twice over is given up loudly instead of sent a third time.
        if (end?.type === 'delivery.sent') expect(times).toBeGreaterThanOrEqual(1);
        else expect(end).toMatchObject({final: true, reason: expect.stringContaining('even twice')});
        if (times === 2 && end?.type === 'delivery.sent') expect(end).toMatchObject({repeat: 'possible'});
      }
    }),
    {numRuns: RUNS},
  );
});
