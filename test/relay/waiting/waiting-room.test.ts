import {describe, expect, onTestFinished, test} from 'vitest';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {BackboneError} from '../../../src/relay/backbone/backbone.js';
import {readWaiting} from '../../../src/relay/waiting/read-waiting.js';
import {openWaitingRoom, type WaitingRoomOptions} from '../../../src/relay/waiting/waiting-room.js';
import {diskFull, memoryJournal} from '../../support/memory-journal.js';
import {eventually} from '../support/eventually.js';
import {alertEntry, fakeBackbone} from '../support/fake-backbone.js';

const NIGHT = Date.parse('2026-11-20T03:00:00.000Z');
const AWAY = {writable: false, trouble: 'Redis is away'};
const numbers = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => from + index);
const entries = (from: number, to = from) => numbers(from, to).map(number => alertEntry(number));

async function aRoom(over: Partial<WaitingRoomOptions> & {readonly journal?: ReturnType<typeof memoryJournal>} = {}) {
  const clock = virtualClock(NIGHT);
  const journal = over.journal ?? memoryJournal({origin: 'w-1'});
  const backbone = fakeBackbone();
  backbone.told = AWAY;
  const warned: string[] = [];
  const found = await readWaiting(journal);
  const room = openWaitingRoom({journal, found, backbone, clock, warn: line => warned.push(line), ...over});
  onTestFinished(() => room.close());
  const back = () => {
    backbone.told = {writable: true};
    clock.advance(1_000);
  };
  const inStream = () => backbone.entries.map(entry => (entry.kind === 'alert' ? entry.alert.labels.host : ''));
  return {clock, journal, backbone, room, warned, back, inStream};
}

const hosts = (from: number, to: number) => numbers(from, to).map(number => `db-${number}`);

describe('what hooks tell while the stream is away', () => {
  test('waits on the disk, and is in the stream in its order when that is back', async () => {
    const {room, journal, back, inStream} = await aRoom();
    await room.add(entries(1, 2), NIGHT);
    await room.add(entries(3), NIGHT + 5);
    expect([room.count, room.since]).toEqual([3, NIGHT]);
    expect(journal.facts).toHaveLength(3);
    expect(inStream()).toEqual([]);
    back();
    await eventually(inStream).toEqual(hosts(1, 3));
    await eventually(() => [room.count, room.since]).toEqual([0, undefined]);
  });

  test('is cleared away later where the disk was too full for that at first, and after a restart, too', async () => {
    const journal = memoryJournal({origin: 'w-1'});
    const rotate = journal.rotate;
    const rotated: unknown[] = [];
    let isFull = true;
    journal.rotate = async (snapshot, upTo) => {
      if (isFull) throw diskFull();
      rotated.push(snapshot);
      await rotate(snapshot, upTo);
    };
    const first = await aRoom({journal});
    await first.room.add(entries(1, 2), NIGHT);
    first.back();
    await eventually(() => first.warned).toHaveLength(1);
    for (let second = 0; second < 61; second += 1) await first.clock.advance(1_000);
    expect([first.warned.length, rotated]).toEqual([1, []]);
    await first.room.close();
    isFull = false;
    await aRoom({journal});
    await eventually(() => rotated).toEqual([{v: 1, delivered: 2}]);
  });

  test('is behind what waits, also while that is on its way', async () => {
    const {room, backbone, back, inStream} = await aRoom();
    await room.add(entries(1, 300), NIGHT);
    let isFirst = true;
    backbone.beforeAppend = async () => {
      if (isFirst) await room.add(entries(301), NIGHT + 1);
      isFirst = false;
    };
    back();
    await eventually(inStream).toEqual(hosts(1, 301));
  });

  test('is told of when it has left, with what became of it', async () => {
    const {room, backbone, back} = await aRoom();
    backbone.put(entries(2));
    const heard: (number | undefined)[] = [];
    room.onDelivered(appended => heard.push(...appended.map(one => one?.seq)));
    await room.add(entries(1, 3), NIGHT);
    back();
    await eventually(() => heard).toEqual([2, undefined, 3]);
  });

  test('stays where the stream refuses it, and is tried again', async () => {
    const {room, clock, backbone, back, inStream} = await aRoom();
    await room.add(entries(1), NIGHT);
    let tries = 0;
    backbone.beforeAppend = () => {
      tries += 1;
      if (tries < 3) throw new BackboneError('unavailable', 'no answer within 2000 ms');
    };
    back();
    await eventually(() => {
      clock.advance(1_000);
      return inStream();
    }).toEqual(hosts(1, 1));
    expect(tries).toBe(3);
  });
});

describe('a relay that begins again', () => {
  test('finds what waits, in its order, and hands in nothing that the stream has', async () => {
    const before = await aRoom();
    await before.room.add(entries(1, 2), NIGHT);
    before.back();
    await eventually(() => before.room.count).toBe(0);
    before.backbone.told = AWAY;
    await before.room.add(entries(3, 4), NIGHT + 10);
    await before.room.close();
    const after = await aRoom({journal: before.journal});
    expect([after.room.count, after.room.since]).toEqual([2, NIGHT + 10]);
    after.back();
    await eventually(after.inStream).toEqual(hosts(3, 4));
    expect(after.backbone.had).toEqual(['w-1:3', 'w-1:4']);
  });

  test('hands in again what it could not note as delivered, under the number it had', async () => {
    const before = await aRoom();
    await before.room.add(entries(1, 2), NIGHT);
    before.journal.failure = diskFull();
    before.back();
    await eventually(before.inStream).toEqual(hosts(1, 2));
    await before.room.close();
    before.journal.failure = undefined;
    before.journal.snapshot = undefined;
    const after = await aRoom({journal: before.journal, backbone: before.backbone});
    before.backbone.told = {writable: true};
    after.clock.advance(1_000);
    await eventually(() => after.room.count).toBe(0);
    expect(before.backbone.had).toEqual(['w-1:1', 'w-1:2']);
  });

  test('gives no number twice, also when all that waited has left', async () => {
    const before = await aRoom();
    await before.room.add(entries(1, 2), NIGHT);
    before.back();
    await eventually(() => before.journal.snapshot).toEqual({v: 1, delivered: 2});
    await before.room.close();
    before.journal.facts.length = 0;
    const after = await aRoom({journal: before.journal});
    await after.room.add(entries(3), NIGHT);
    expect(after.journal.facts.map(({seq}) => seq)).toEqual([3]);
  });

  test('does not go on from what a newer version has left', async () => {
    const at = new Date(NIGHT).toISOString();
    const newer = {v: 2, seq: 1, origin: 'w-1', at, by: 'relay', type: 'feed.alert'} as const;
    await expect(readWaiting(memoryJournal({origin: 'w-1', facts: [newer]}))).rejects.toMatchObject({kind: 'newer'});
    const journal = memoryJournal({origin: 'w-1'});
    journal.snapshot = {v: 2};
    await expect(readWaiting(journal)).rejects.toMatchObject({kind: 'newer'});
  });
});

describe('a disk that takes nothing', () => {
  test('keeps nothing waiting, says why, and is tried again after a while', async () => {
    const {room, journal, clock} = await aRoom();
    journal.failure = diskFull();
    await expect(room.add(entries(1), NIGHT)).rejects.toThrow('the disk is full');
    expect([room.count, room.refusal(), room.trouble()]).toEqual([0, 'the disk is full', 'the disk is full']);
    clock.advance(5_000);
    expect([room.refusal(), room.trouble()]).toEqual([undefined, 'the disk is full']);
    journal.failure = undefined;
    await room.add(entries(1), NIGHT);
    expect([room.count, room.refusal(), room.trouble()]).toEqual([1, undefined, undefined]);
  });

  test('nor more than a relay may keep', async () => {
    const {room, back} = await aRoom({most: {count: 3, bytes: 1e9}});
    await room.add(entries(1, 2), NIGHT);
    await expect(room.add(entries(3, 4), NIGHT)).rejects.toThrow('as much waits here as may');
    expect(room.refusal()).toBe('as much waits here as may');
    await room.add(entries(3), NIGHT);
    back();
    await eventually(() => room.count).toBe(0);
    const {room: small} = await aRoom({most: {count: 100, bytes: 500}});
    await small.add(entries(1, 2), NIGHT);
    await expect(small.add(entries(3), NIGHT)).rejects.toThrow('as much waits here as may');
  });
});
