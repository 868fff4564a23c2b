import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, onTestFinished, test} from 'vitest';
import {JournalError} from '../../../src/core/ports.js';
import {pruneSegments} from '../../../src/journal/prune-segments.js';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import type {NewEntry} from '../../../src/relay/backbone/backbone.js';
import {isSnapshot} from '../../../src/relay/backbone/journal/snapshot.js';
import {type JournalBackboneOptions, openJournalBackbone} from '../../../src/relay/backbone/journal-backbone.js';
import {faultyFiles} from '../../journal/support/faulty-files.js';
import {journalIn, note} from '../../journal/support/journals.js';
import {diskFull, type MemoryJournal, memoryJournal} from '../../support/memory-journal.js';
import {tempDir} from '../../support/real.js';
import {alert, fact, heardBy, nameOf, readAll, told, upTo} from './support/entries.js';

const PATIENT = {timeout: 10_000};
const NIGHT = Date.UTC(2026, 10, 2, 3);
const RETRY = 5000;

describe('in the journal', () => {
  test('entries are facts that a person can read', async () => {
    const {backbone, journal} = await inMemory();
    await backbone.append([alert('a'), fact(1), told('deployed')]);
    const stamp = {v: 1, origin: 'j-relay', at: '2026-11-02T03:00:00.000Z', by: 'relay'};
    expect(entriesOf(journal)).toMatchObject([
      {...stamp, seq: 1, type: 'feed.alert', value: 'firing', alert: {labels: {alertname: 'a'}}},
      {...stamp, seq: 2, type: 'feed.fact', fact: {origin: 'j-ana', seq: 1}},
      {...stamp, seq: 3, type: 'feed.told', key: 'deployed', fact: {by: 'deploy'}},
    ]);
  });

  test('what waits while one append is written goes into the next one', async () => {
    const {backbone, journal} = await inMemory();
    await Promise.all(upTo(100).map(one => backbone.append([alert(`a${one}`)])));
    expect(journal.appends.length).toBeLessThan(4);
    expect(entriesOf(journal).map(({seq}) => seq)).toEqual(upTo(100));
  });

  test('how entries are handed in makes no difference', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(entryArbitrary(), {maxLength: 5}), {maxLength: 12}), async appends => {
        const [one, other] = [await inMemory(), await inMemory()];
        const results = await Promise.all(appends.map(entries => one.backbone.append(entries)));
        for (const entry of appends.flat()) await other.backbone.append([entry]);
        expect(await readAll(one.backbone)).toEqual(await readAll(other.backbone));
        expect(one.backbone.firing()).toEqual(other.backbone.firing());
        expect(results.flat().filter(entry => entry !== undefined)).toEqual(await readAll(one.backbone));
        const again = await openJournalBackbone({journal: one.journal, clock: one.clock});
        expect(await readAll(again)).toEqual(await readAll(one.backbone));
        expect(again.firing()).toEqual(one.backbone.firing());
      }),
      {numRuns: 50},
    );
  });
});

describe('a journal that refuses', () => {
  test('is known before anybody tells anything', async () => {
    const journal = memoryJournal({origin: 'j-relay'});
    journal.failure = diskFull();
    const backbone = await openJournalBackbone({journal, clock: virtualClock(NIGHT)});
    await expect.poll(() => backbone.health()).toEqual({writable: false, trouble: 'the disk is full'});
    await backbone.close();
  });

  test('takes nothing in, says why, and gives the numbers again', async () => {
    const {backbone, journal} = await inMemory();
    const heard = heardBy(backbone);
    await backbone.append([alert('a')]);
    journal.failure = diskFull();
    const refused = await Promise.allSettled([
      backbone.append([alert('b'), fact(1)]),
      backbone.append([alert('b')]),
      backbone.append([told('t')]),
    ]);
    expect(refused).toMatchObject(
      Array(3).fill({reason: {name: 'BackboneError', kind: 'unavailable', message: 'the disk is full'}}),
    );
    expect(backbone.health()).toEqual({writable: false, trouble: expect.stringContaining('the disk is full')});
    expect(backbone.position()).toMatchObject({head: 1, oldest: 1});
    expect(await backbone.have('j-ana')).toBe(0);
    journal.failure = undefined;
    expect(await backbone.append([told('t'), alert('b'), fact(1)])).toMatchObject([{seq: 2}, {seq: 3}, {seq: 4}]);
    expect(backbone.health()).toEqual({writable: true});
    expect(heard.map(nameOf)).toEqual(['a firing', 't', 'b firing', 'note 1']);
    expect(entriesOf(journal).map(({seq}) => seq)).toEqual([1, 2, 3, 4]);
  });

  test('is found to work again although nobody appends', async () => {
    const {backbone, journal, clock} = await inMemory();
    journal.failure = diskFull();
    await expect(backbone.append([alert('a')])).rejects.toThrow('the disk is full');
    clock.advance(RETRY);
    await expect.poll(() => clock.next(), PATIENT).toBeDefined();
    expect(backbone.health().writable).toBe(false);
    journal.failure = undefined;
    clock.advance(RETRY);
    await expect.poll(() => backbone.health(), PATIENT).toEqual({writable: true});
    expect(clock.next()).toBeUndefined();
    expect(await backbone.append([alert('a')])).toMatchObject([{seq: 1}]);
    const again = await openJournalBackbone({journal, clock});
    expect((await readAll(again)).map(nameOf)).toEqual(['a firing']);
  });

  test('still says what is a repeat, and that makes it no better', async () => {
    const {backbone, journal} = await inMemory();
    await backbone.append([alert('a')]);
    journal.failure = diskFull();
    await expect(backbone.append([alert('b')])).rejects.toThrow();
    expect(await backbone.append([alert('a')])).toEqual([undefined]);
    expect(backbone.health().writable).toBe(false);
  });

  test('is not asked any more once the backbone is closed', async () => {
    const {backbone, journal, clock} = await inMemory();
    journal.failure = diskFull();
    await expect(backbone.append([alert('a')])).rejects.toThrow();
    await backbone.close();
    expect(clock.next()).toBeUndefined();
  });

  test('on a disk that is full keeps what was acknowledged, and goes on when there is room', async () => {
    const folder = tempDir();
    const faults = faultyFiles();
    const {backbone} = await onDisk(folder, {}, faults.files);
    await backbone.append([alert('a')]);
    faults.space = 700;
    const results = await Promise.allSettled(upTo(30).map(one => backbone.append([alert(`b${one}`), fact(one)])));
    expect(results.some(({status}) => status === 'rejected')).toBe(true);
    expect(backbone.health()).toMatchObject({writable: false, trouble: expect.stringContaining('no space left')});
    faults.space = Number.POSITIVE_INFINITY;
    await backbone.append([alert('c')]);
    expect(backbone.health()).toEqual({writable: true});
    const accepted = results.filter(({status}) => status === 'fulfilled').length;
    const entries = await readAll(backbone);
    expect(entries).toHaveLength(2 + 2 * accepted);
    await backbone.close();
    expect(await readAll((await onDisk(folder)).backbone)).toEqual(entries);
  });

  test('because its disk reports errors says so, and recovers', async () => {
    const faults = faultyFiles();
    const {backbone} = await onDisk(tempDir(), {}, faults.files);
    faults.before = call => (call === 'write' ? 'EIO' : undefined);
    await expect(backbone.append([alert('a')])).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('EIO'),
    });
    faults.before = () => undefined;
    expect(await backbone.append([alert('a')])).toMatchObject([{seq: 1}]);
  });
});

describe('a new segment', () => {
  test('is begun after so many entries, with all that a restart needs', async () => {
    const {backbone, journal, clock} = await inMemory({window: {count: 50, bytes: 1e9}, kept: {count: 20, bytes: 1e9}});
    await backbone.append([alert('old'), fact(9), told('t')]);
    for (const one of upTo(60)) await backbone.append([alert('flap', one % 2 === 0 ? 'resolved' : 'firing')]);
    expect(journal.snapshot).toMatchObject({v: 1, head: 50});
    journal.facts.splice(0, 50);
    const again = await openJournalBackbone({journal, clock, window: {count: 50, bytes: 1e9}});
    expect(again.position()).toEqual({epoch: 'j-relay', head: 63, oldest: 31});
    expect(await readAll(again)).toEqual((await readAll(backbone)).slice(-33));
    expect(again.firing()).toEqual(backbone.firing());
    expect(again.firing().map(({seq}) => seq)).toEqual([1]);
    expect(await again.append([alert('old'), fact(9), told('t')])).toEqual([undefined, undefined, undefined]);
    expect(await again.append([alert('flap')])).toMatchObject([{seq: 64}]);
  });

  test('keeps so much of the window as fits into its bytes, and at least the last entry', async () => {
    const options = {window: {count: 20, bytes: 1e9}, kept: {count: 20, bytes: 1500}};
    const {backbone, journal, clock} = await inMemory(options);
    for (const one of upTo(20)) await backbone.append([alert(`a${one}`, 'firing', 'x'.repeat(300))]);
    journal.facts.splice(0);
    const again = await openJournalBackbone({journal, clock});
    expect(again.position().head).toBe(20);
    expect(again.position().oldest).toBeGreaterThan(15);
    expect(again.position().oldest).toBeLessThan(20);
    expect(again.firing()).toHaveLength(20);
  });

  test('forgets the keys that are not remembered any more', async () => {
    const {backbone, journal, clock} = await inMemory({window: {count: 2, bytes: 1e9}, remember: 1000});
    await backbone.append([alert('a')]);
    clock.advance(1001);
    await backbone.append([alert('b')]);
    expect(journal.snapshot).toMatchObject({
      repeats: [['alert eu b 0001-01-01T00:00:00.000Z', 'firing', NIGHT + 1001]],
    });
  });

  test('is begun after so many bytes, old files go, and the newest suffice', async () => {
    const folder = tempDir();
    const prune = () => pruneSegments(folder, {keep: 2, accepts: isSnapshot});
    const {backbone} = await onDisk(folder, {segment: 20_000, prune});
    for (const one of upTo(100)) await backbone.append([alert(`a${one}`, 'firing', 'x'.repeat(1000)), fact(one)]);
    await backbone.close();
    const files = await readdir(join(folder, 'segments'));
    expect(files).toHaveLength(2);
    expect(Number.parseInt(files.sort().at(-1) ?? '', 10)).toBeGreaterThan(4);
    const {backbone: again} = await onDisk(folder);
    expect(again.position()).toEqual(backbone.position());
    expect(await readAll(again)).toEqual(await readAll(backbone));
    expect(await again.append([alert('a1'), fact(100), fact(101)])).toMatchObject([undefined, undefined, {seq: 201}]);
  });

  test('that cannot be made is tried again a minute later, and entries are taken meanwhile', async () => {
    const {backbone, journal, clock} = await inMemory({window: {count: 2, bytes: 1e9}});
    const {rotate} = journal;
    let tries = 0;
    journal.rotate = async () => {
      tries += 1;
      throw diskFull();
    };
    for (const one of upTo(6)) await backbone.append([alert(`a${one}`)]);
    expect(tries).toBe(1);
    expect(backbone.health()).toEqual({writable: true, trouble: expect.stringContaining('the disk is full')});
    journal.rotate = rotate;
    clock.advance(60_000);
    await backbone.append([alert('b')]);
    await expect.poll(() => backbone.health(), PATIENT).toEqual({writable: true});
    expect(journal.snapshot).toMatchObject({head: 7});
  });

  test('whose older files cannot be removed is said', async () => {
    let failure: Error | undefined = new Error('EACCES: unlink 000001.jsonl');
    const prune = async () => {
      if (failure !== undefined) throw failure;
    };
    const {backbone} = await inMemory({window: {count: 2, bytes: 1e9}, prune});
    await backbone.append([alert('a'), alert('b')]);
    await expect
      .poll(() => backbone.health(), PATIENT)
      .toEqual({writable: true, trouble: expect.stringContaining('EACCES')});
    failure = undefined;
    await backbone.append([alert('c'), alert('d')]);
    await expect.poll(() => backbone.health(), PATIENT).toEqual({writable: true});
  });
});

describe('a journal that cannot be gone on from', () => {
  test('because a newer version wrote to it is left alone', async () => {
    const unknown = {...note(1, '', 'j-relay'), type: 'feed.poem'} as const;
    const clock = virtualClock(NIGHT);
    const journal = memoryJournal({origin: 'j-relay', facts: [unknown]});
    await expect(openJournalBackbone({journal, clock})).rejects.toMatchObject({
      name: 'JournalError',
      kind: 'newer',
      message: expect.stringContaining('feed.poem'),
    });
    const other = memoryJournal({origin: 'j-relay'});
    other.snapshot = {v: 2};
    await expect(openJournalBackbone({journal: other, clock})).rejects.toThrow(JournalError);
  });

  test('because some of it is missing is left alone', async () => {
    const {backbone, journal, clock} = await inMemory();
    await backbone.append([alert('a'), alert('b'), alert('c')]);
    journal.facts.splice(2, 1);
    await expect(openJournalBackbone({journal, clock})).rejects.toMatchObject({
      kind: 'corrupt',
      message: expect.stringContaining('entry 3 where 2 belongs'),
    });
  });
});

/** Without those that only try whether it can be written to. */
const entriesOf = ({facts}: MemoryJournal) => facts.filter(({origin}) => origin === 'j-relay');

async function inMemory(options: Partial<JournalBackboneOptions> = {}) {
  const clock = virtualClock(NIGHT);
  const journal = memoryJournal({origin: 'j-relay'});
  return {journal, clock, backbone: await openJournalBackbone({journal, clock, ...options})};
}

async function onDisk(
  folder: string,
  options: Partial<JournalBackboneOptions> = {},
  files?: ReturnType<typeof faultyFiles>['files'],
) {
  const journal = await journalIn(folder, {accepts: isSnapshot, ...(files === undefined ? {} : {files})});
  const backbone = await openJournalBackbone({journal, clock: virtualClock(NIGHT), ...options});
  const close = async () => {
    await backbone.close();
    await journal.close();
  };
  onTestFinished(close);
  return {backbone: {...backbone, close}};
}

function entryArbitrary(): fc.Arbitrary<NewEntry> {
  const names = fc.constantFrom('a', 'b', 'c');
  return fc.oneof(
    fc.tuple(names, fc.constantFrom('firing', 'resolved')).map(([name, status]) => alert(name, status)),
    fc.tuple(fc.integer({min: 1, max: 9}), fc.constantFrom('j-ana', 'j-lee')).map(([seq, origin]) => fact(seq, origin)),
    names.map(told),
  );
}
