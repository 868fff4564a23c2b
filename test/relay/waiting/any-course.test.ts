import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Journal} from '../../../src/core/ports.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import type {Backbone} from '../../../src/relay/backbone/backbone.js';
import {readWaiting} from '../../../src/relay/waiting/read-waiting.js';
import {openWaitingRoom, type WaitingRoom} from '../../../src/relay/waiting/waiting-room.js';
import {faultyFiles} from '../../journal/support/faulty-files.js';
import {journalIn} from '../../journal/support/journals.js';
import {diskFull, memoryJournal} from '../../support/memory-journal.js';
import {tempDir} from '../../support/real.js';
import {alertEntry, type FakeBackbone, fakeBackbone} from '../support/fake-backbone.js';

const NIGHT = Date.parse('2026-11-20T03:00:00.000Z');
const AWAY = {writable: false, trouble: 'Redis is away'};

type Event = 'add' | 'away' | 'back' | 'full' | 'free' | 'killed' | 'answer lost' | 'marker lost' | 'later';
const EVENTS: readonly Event[] = [
  'add',
  'away',
  'back',
  'full',
  'free',
  'killed',
  'answer lost',
  'marker lost',
  'later',
];

/** A relay from one start to the kill that ends it: after that, nothing it had begun has any effect. */
interface Life {
  readonly room: WaitingRoom;
  readonly clock: ReturnType<typeof virtualClock>;
  kill(): void;
}

const never = () => new Promise<never>(() => undefined);

async function begin(journal: Journal, stream: Pick<Backbone, 'health' | 'late'>): Promise<Life> {
  let isDead = false;
  const clock = virtualClock(NIGHT);
  const own: Journal = {...journal, append: facts => (isDead ? never() : journal.append(facts))};
  const room = openWaitingRoom({
    journal: own,
    found: await readWaiting(journal),
    backbone: {
      health: () => (isDead ? AWAY : stream.health()),
      late: entries => (isDead || stream.late === undefined ? never() : stream.late(entries)),
    },
    clock,
    warn: () => undefined,
  });
  return {
    room,
    clock,
    kill() {
      isDead = true;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

/** The stream, whose next answer may be lost. */
function lossy(backbone: FakeBackbone) {
  const lost = {answer: false};
  const late: Backbone['late'] = async entries => {
    const appended = await backbone.late?.(entries);
    const isLost = lost.answer;
    lost.answer = false;
    if (appended === undefined || isLost) throw new Error('no answer within 2000 ms');
    return appended;
  };
  return {lost, stream: {health: () => backbone.told, late}};
}

test('whatever happens to Redis, the disk and the relay, what was accepted is in the stream once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...EVENTS), {maxLength: 40}), async events => {
      const journal = memoryJournal({origin: 'w-1'});
      const backbone = fakeBackbone();
      const {lost, stream} = lossy(backbone);
      backbone.told = AWAY;
      let life = await begin(journal, stream);
      let made = 0;
      const accepted: string[] = [];
      const happen: Readonly<Record<Event, () => Promise<void> | void>> = {
        async add() {
          made += 1;
          const number = made;
          const added = life.room.add([alertEntry(number)], NIGHT).then(
            () => accepted.push(`db-${number}`),
            () => undefined,
          );
          await Promise.race([added, settle()]);
        },
        away() {
          backbone.told = AWAY;
        },
        back() {
          backbone.told = {writable: true};
        },
        full() {
          journal.failure = diskFull();
        },
        free() {
          journal.failure = undefined;
        },
        async killed() {
          life.kill();
          life = await begin(journal, stream);
        },
        'answer lost'() {
          lost.answer = true;
        },
        async 'marker lost'() {
          journal.failure = diskFull();
          life.clock.advance(1_000);
          await settle();
          life.kill();
          journal.failure = undefined;
          life = await begin(journal, stream);
        },
        async later() {
          life.clock.advance(1_000);
          await settle();
        },
      };
      for (const event of events) await happen[event]();
      for (const event of ['free', 'back', 'later', 'later', 'later', 'later'] as const) await happen[event]();
      expect(life.room.count).toBe(0);
      const told = backbone.entries.map(entry => (entry.kind === 'alert' ? entry.alert.labels.host : ''));
      expect(told).toEqual(accepted);
    }),
    {numRuns: 300},
  );
});

test('on a disk that is full nothing is accepted that a restart would not find', async () => {
  const folder = tempDir();
  const faults = faultyFiles();
  const journal = await journalIn(folder, {files: faults.files});
  const {room} = await begin(journal, {health: () => AWAY});
  await room.add([alertEntry(1)], NIGHT);
  faults.space = 900;
  const results = await Promise.allSettled(
    Array.from({length: 20}, (_, index) => room.add([alertEntry(index + 2)], NIGHT)),
  );
  const accepted = results.filter(({status}) => status === 'fulfilled').length;
  expect(accepted).toBeLessThan(20);
  expect(room.refusal()).toContain('no space left');
  faults.space = Number.POSITIVE_INFINITY;
  await room.add([alertEntry(99)], NIGHT);
  await journal.close();
  const {waiting} = await readWaiting(await journalIn(folder));
  const hosts = waiting.map(({entry}) => (entry.kind === 'alert' ? entry.alert.labels.host : ''));
  expect(hosts.at(-1)).toBe('db-99');
  expect(hosts).toHaveLength(accepted + 2);
});
