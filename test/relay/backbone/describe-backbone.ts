import {describe, expect, onTestFinished, test} from 'vitest';
import {type Backbone, BackboneError, type NewEntry} from '../../../src/relay/backbone/backbone.js';
import {describeRepeats} from './describe-repeats.js';
import {alert, bareFact, fact, heardBy, nameOf, readAll, told, upTo} from './support/entries.js';
import {type BackboneOptions, caughtUp, type Ground} from './support/ground.js';

const PATIENT = {timeout: 10_000};
const HOUR = 60 * 60_000;

/** What every backbone promises. */
export function describeBackbone(name: string, prepare: () => Promise<Ground>): void {
  const onGround = async () => {
    const ground = await prepare();
    const open = async (options?: BackboneOptions) => {
      const backbone = await ground.open(options);
      onTestFinished(() => backbone.close());
      return backbone;
    };
    return {...ground, open};
  };
  const opened = async (options?: BackboneOptions) => (await onGround()).open(options);

  describe(`${name}: numbers`, () => {
    test('a new stream is empty and has an epoch that fits an id', async () => {
      const backbone = await opened();
      expect(backbone.position()).toEqual({epoch: expect.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), head: 0, oldest: 0});
      expect(backbone.health()).toEqual({writable: true});
      expect(await backbone.read(0, 10)).toEqual([]);
      expect(backbone.firing()).toEqual([]);
      expect(await backbone.have('j-ana')).toBe(0);
    });

    test('are dense from 1, however many append at once', async () => {
      const backbone = await opened();
      const appended = await Promise.all(
        upTo(100).map(one => backbone.append([alert(`a${one}`), fact(one, `j-${one}`), told(`t${one}`)])),
      );
      const numbers = appended.flat().map(entry => entry?.seq ?? 0);
      expect(numbers.toSorted((a, b) => a - b)).toEqual(upTo(300));
      // What one append hands in stays in its order.
      for (const one of appended)
        expect(one.map(entry => entry?.seq)).toEqual(one.map(entry => entry?.seq).sort(byNumber));
      await caughtUp(backbone, 300);
      expect((await readAll(backbone)).map(({seq}) => seq)).toEqual(upTo(300));
    });

    test('what is appended, heard and read is the same', async () => {
      const backbone = await opened();
      const heard = heardBy(backbone);
      const odd = 'line\n"quote" \u2028 \u{1f525} \0 %s {wk} \\u0000';
      const proto = JSON.parse('{"__proto__": {"x": 1}, "nested": [{"deep": null}]}');
      const entries: NewEntry[] = [
        alert(odd, 'firing', odd),
        {kind: 'fact', fact: {...bareFact(1), text: odd, extra: proto}},
        {kind: 'told', key: odd, fact: {v: 1, at: '2026-11-02T03:04:05.678Z', by: odd, type: 'change.recorded'}},
        alert('large', 'firing', 'x'.repeat(300_000)),
      ];
      const appended = await backbone.append(entries);
      await caughtUp(backbone, 4);
      expect(heard).toEqual(appended);
      expect(await backbone.read(0, 10)).toEqual(appended);
    });

    test('for one epoch are taken in that one alone', async () => {
      const stream = await opened();
      const {epoch} = stream.position();
      await expect(stream.append([fact(1)], 'another')).rejects.toMatchObject({
        name: 'BackboneError',
        kind: 'unavailable',
      });
      expect(await stream.append([fact(1)], epoch)).toMatchObject([{seq: 1}]);
      expect(await stream.have('j-ana')).toBe(1);
    });

    test('appending nothing is done at once', async () => {
      const backbone = await opened();
      expect(await backbone.append([])).toEqual([]);
      expect(backbone.position().head).toBe(0);
    });

    test('an entry that is no JSON fails alone', async () => {
      const backbone = await opened();
      const sick: NewEntry = {kind: 'fact', fact: {...bareFact(1), text: 10n}};
      const [before, failed, after] = await Promise.allSettled([
        backbone.append([alert('a')]),
        backbone.append([alert('b'), sick]),
        backbone.append([alert('c')]),
      ]);
      expect([before?.status, failed?.status, after?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      await caughtUp(backbone, 2);
      expect((await readAll(backbone)).map(nameOf)).toEqual(['a firing', 'c firing']);
    });
  });

  describe(`${name}: subscribers`, () => {
    test('hear every entry once, all in the same order', async () => {
      const backbone = await opened();
      const heard = [heardBy(backbone), heardBy(backbone), heardBy(backbone)];
      await Promise.all(upTo(200).map(one => backbone.append([alert(`a${one}`)])));
      await expect.poll(() => heard.map(({length}) => length), PATIENT).toEqual([200, 200, 200]);
      const all = await readAll(backbone);
      for (const one of heard) expect(one).toEqual(all);
    });

    test('that have left hear nothing, and one that fails does not keep the others from hearing', async () => {
      const warnings: string[] = [];
      const backbone = await opened({warn: message => void warnings.push(message)});
      const leave = backbone.subscribe(() => expect.unreachable());
      backbone.subscribe(() => {
        throw new Error('no ears');
      });
      const heard = heardBy(backbone);
      leave();
      expect(await backbone.append([alert('a')])).toHaveLength(1);
      await expect.poll(() => heard.map(nameOf), PATIENT).toEqual(['a firing']);
      expect(warnings.join()).toContain('no ears');
    });
  });

  describeRepeats(name, onGround);

  describe(`${name}: reading`, () => {
    test('goes on from each number', async () => {
      const backbone = await opened();
      const appended = await backbone.append(upTo(60).map(one => alert(`a${one}`)));
      await caughtUp(backbone, 60);
      for (let after = 0; after <= 60; after++) {
        expect(await backbone.read(after, 100)).toEqual(appended.slice(after));
        expect(await backbone.read(after, 7)).toEqual(appended.slice(after, after + 7));
      }
      expect(await backbone.read(61, 100)).toEqual([]);
    });

    test('before what is kept is refused', async () => {
      const backbone = await opened({window: {count: 10, bytes: 1e9}});
      await backbone.append(upTo(30).map(one => alert(`a${one}`)));
      await caughtUp(backbone, 30);
      expect(backbone.position()).toMatchObject({head: 30, oldest: 21});
      expect((await backbone.read(20, 100)).map(({seq}) => seq)).toEqual(upTo(30).slice(20));
      for (const after of [0, 10, 19]) {
        await expect(backbone.read(after, 1)).rejects.toThrow(BackboneError);
        await expect(backbone.read(after, 1)).rejects.toMatchObject({kind: 'too-old'});
      }
    });

    test('keeps so many bytes as it may, and at least one entry', async () => {
      const backbone = await opened({window: {count: 1000, bytes: 5000}});
      await backbone.append(upTo(20).map(one => alert(`a${one}`, 'firing', 'x'.repeat(500))));
      await caughtUp(backbone, 20);
      const {oldest} = backbone.position();
      expect(oldest).toBeGreaterThan(12);
      expect(oldest).toBeLessThan(18);
      await backbone.append([alert('large', 'firing', 'x'.repeat(10_000))]);
      await caughtUp(backbone, 21);
      expect(backbone.position()).toMatchObject({head: 21, oldest: 21});
      expect((await readAll(backbone)).map(nameOf)).toEqual(['large firing']);
    });

    test('what fires is known, also when it was told before what is kept', async () => {
      const backbone = await opened({window: {count: 3, bytes: 1e9}});
      await backbone.append([alert('a'), alert('b'), alert('c'), alert('b', 'resolved'), fact(1), fact(2), alert('d')]);
      await backbone.append([{...alert('a'), value: 'worse'} as NewEntry]);
      await caughtUp(backbone, 8);
      expect(backbone.firing().map(entry => [entry.seq, entry.alert.labels.alertname])).toEqual([
        [3, 'c'],
        [7, 'd'],
        [8, 'a'],
      ]);
    });
  });

  test(`${name}: of too many firing alerts those told longest ago are let go`, async () => {
    const {open} = await onGround();
    const options = {window: {count: 2, bytes: 1e9}, firing: 3};
    const before = await open(options);
    await before.append([...'abcd'].map(name => alert(name)));
    await before.append([alert('c', 'resolved'), {...alert('b'), value: 'worse'} as NewEntry, alert('e')]);
    await caughtUp(before, 7);
    const named = (backbone: Backbone) => backbone.firing().map(entry => entry.alert.labels.alertname);
    expect(named(before)).toEqual(['d', 'b', 'e']);
    await before.close();
    expect(named(await open(options))).toEqual(['d', 'b', 'e']);
  });

  describe(`${name}: after a restart`, () => {
    test('everything is there', async () => {
      const {open} = await onGround();
      const before = await open();
      await before.append([alert('a'), alert('b'), fact(1), told('t'), alert('a', 'resolved'), fact(4)]);
      await caughtUp(before, 6);
      const entries = await readAll(before);
      const [position, firing] = [before.position(), before.firing()];
      await before.close();
      const after = await open();
      expect(after.position()).toEqual(position);
      expect(await readAll(after)).toEqual(entries);
      expect(after.firing()).toEqual(firing);
      expect(await after.have('j-ana')).toBe(4);
      const again = [alert('b'), fact(4), told('t'), alert('a', 'resolved')];
      expect(await after.append(again)).toEqual(Array(4).fill(undefined));
      expect(await after.append([alert('a')])).toMatchObject([{seq: 7}]);
    });

    test('a repeat that is older than the memory is new, a number never', async () => {
      const {open, pass} = await onGround();
      const before = await open({remember: 1000});
      await before.append([alert('a'), fact(1)]);
      await before.close();
      pass(HOUR);
      const after = await open({remember: 1000});
      await expect.poll(async () => (await after.append([alert('a')]))[0]?.seq, PATIENT).toBe(3);
      expect(await after.append([fact(1)])).toEqual([undefined]);
    });
  });

  test(`${name}: once closed, it takes nothing more, and what was under way is done`, async () => {
    const {open} = await onGround();
    const backbone = await open();
    const appends = upTo(20).map(one => backbone.append([alert(`a${one}`)]));
    await backbone.close();
    expect((await Promise.all(appends)).flat().map(entry => entry?.seq)).toEqual(upTo(20));
    await expect(backbone.append([alert('late')])).rejects.toMatchObject({kind: 'closed'});
    await backbone.close();
    expect((await open()).position().head).toBe(20);
  });
}

function byNumber(a = 0, b = 0): number {
  return a - b;
}
