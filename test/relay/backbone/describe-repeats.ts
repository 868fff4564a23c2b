import {describe, expect, test} from 'vitest';
import type {NewEntry} from '../../../src/relay/backbone/backbone.js';
import {alert, bareFact, fact, told, upTo} from './support/entries.js';
import type {Ground} from './support/ground.js';

const PATIENT = {timeout: 10_000};

/** What every backbone knows to be told already. */
export function describeRepeats(name: string, onGround: () => Promise<Ground>): void {
  describe(`${name}: repeats`, () => {
    test('an alert told again with the same value is none, whoever tells it', async () => {
      const backbone = await (await onGround()).open();
      const [first] = await backbone.append([alert('a')]);
      expect(first?.seq).toBe(1);
      expect(await backbone.append([alert('a'), alert('b'), alert('b')])).toMatchObject([
        undefined,
        {seq: 2},
        undefined,
      ]);
      const together = await Promise.all(upTo(20).map(() => backbone.append([alert('c')])));
      expect(together.flat().filter(entry => entry !== undefined)).toMatchObject([{seq: 3}]);
    });

    test('one that fires again after it was resolved is new each time', async () => {
      const backbone = await (await onGround()).open();
      const turns = [alert('a'), alert('a', 'resolved'), alert('a'), alert('a', 'resolved')];
      for (const turn of turns) {
        expect(await backbone.append([turn])).not.toEqual([undefined]);
        expect(await backbone.append([turn])).toEqual([undefined]);
      }
      expect(await backbone.append(turns)).toMatchObject([{seq: 5}, {seq: 6}, {seq: 7}, {seq: 8}]);
    });

    test('are known as such for a time, and then told again', async () => {
      const {open, pass} = await onGround();
      const backbone = await open({remember: 1000});
      await backbone.append([alert('a'), told('t'), fact(1)]);
      expect(await backbone.append([alert('a'), told('t'), fact(1)])).toEqual([undefined, undefined, undefined]);
      pass(1001);
      await expect.poll(async () => (await backbone.append([alert('a')]))[0]?.seq, PATIENT).toBe(4);
      await expect.poll(async () => (await backbone.append([told('t')]))[0]?.seq, PATIENT).toBe(5);
      expect(await backbone.append([fact(1)])).toEqual([undefined]);
    });

    test('a fact that was told is named by the stream, and known by its key', async () => {
      const backbone = await (await onGround()).open();
      const {epoch} = backbone.position();
      expect(await backbone.append([alert('a'), told('t'), told('t')])).toMatchObject([
        {seq: 1},
        {seq: 2, kind: 'fact', fact: {origin: epoch, seq: 2, type: 'change.recorded', by: 'deploy'}},
        undefined,
      ]);
      expect(await backbone.append([{kind: 'told', key: 't', fact: {...bareFact(9), text: 'other'}}])).toEqual([
        undefined,
      ]);
      // A key of an alert is another one.
      expect(await backbone.append([{...alert('x'), key: 't'} as NewEntry])).toMatchObject([{seq: 3}]);
    });

    test('a fact that was told is none when a cockpit sends it back', async () => {
      const backbone = await (await onGround()).open();
      const [, entry] = await backbone.append([alert('a'), told('t')]);
      if (entry?.kind !== 'fact') throw new Error('it is a fact');
      expect(await backbone.append([{kind: 'fact', fact: entry.fact}])).toEqual([undefined]);
      expect(await backbone.have(backbone.position().epoch)).toBe(2);
    });

    test('a fact of a journal is known by its number, which may leave some out', async () => {
      const backbone = await (await onGround()).open();
      await backbone.append([fact(3), fact(7), fact(2, 'j-lee')]);
      expect(await backbone.append([fact(3), fact(5), fact(7), fact(2, 'j-lee')])).toEqual(Array(4).fill(undefined));
      expect(await backbone.append([fact(8), fact(8), fact(9)])).toMatchObject([{seq: 4}, undefined, {seq: 5}]);
      expect(await Promise.all(['j-ana', 'j-lee', 'j-mo'].map(backbone.have))).toEqual([9, 2, 0]);
    });
  });
}
