import {expect, test} from 'vitest';
import type {Backbone, NewEntry, WaitedEntry} from '../../../../src/relay/backbone/backbone.js';
import {describeReal} from '../../../support/real.js';
import {seeded} from '../../../support/soak.js';
import {alert, nameOf, readAll, told, upTo} from '../support/entries.js';
import {caughtUp} from '../support/ground.js';
import {redisFor, relayOn} from './support.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What waited at one relay, by how long ago it came; numbered from 1. */
function waited(journal: string, ...ones: readonly (readonly [number, NewEntry])[]): readonly WaitedEntry[] {
  return ones.map(([ago, entry], index) => ({entry, waited: {journal, number: index + 1, came: Date.now() - ago}}));
}

async function namesIn(backbone: Backbone): Promise<readonly string[]> {
  return (await readAll(backbone)).map(nameOf);
}

const late = (backbone: Backbone, entries: readonly WaitedEntry[]) => backbone.late?.(entries);

describeReal('what waited at a relay', ['redis-server'], () => {
  test('is taken in once, in its order, however often it is handed in', async () => {
    const relay = await relayOn(await redisFor());
    const waiting = waited('w-1', [3000, alert('a')], [2000, told('t')], [1000, alert('a', 'resolved')]);
    expect(await late(relay, waiting)).toMatchObject([{seq: 1}, {seq: 2}, {seq: 3}]);
    await relay.append([alert('a'), alert('a', 'resolved')]);
    expect(await late(relay, waiting)).toEqual(Array(3).fill(undefined));
    expect(await late(relay, [...waiting, ...waited('w-2', [500, told('u')])])).toMatchObject([
      undefined,
      undefined,
      undefined,
      {seq: 6},
    ]);
    await caughtUp(relay, 6);
    expect(await namesIn(relay)).toEqual(['a firing', 't', 'a resolved', 'a firing', 'a resolved', 'u']);
  });

  test('is a repeat of what another relay was told in time, also when it waited for longer than that is remembered', async () => {
    const redis = await redisFor();
    const [one, other] = [await relayOn(redis), await relayOn(redis)];
    const ago = 3 * HOUR;
    await late(one, waited('w-1', [ago, alert('a')], [ago, told('t')]));
    expect(await late(other, waited('w-2', [ago - 100, alert('a')], [ago + 100, told('t')]))).toEqual([
      undefined,
      undefined,
    ]);
    // Told anew three hours later it is no repeat.
    expect(await other.append([alert('a'), told('t')])).toMatchObject([{seq: 3}, {seq: 4}]);
  });

  test('of an alert that others have said more of since does not have the last word', async () => {
    const redis = await redisFor();
    const [one, other] = [await relayOn(redis), await relayOn(redis)];
    await other.append([alert('a', 'resolved', 'it is over'), alert('b')]);
    expect(await late(one, waited('w-1', [MINUTE, alert('a')], [MINUTE, alert('b', 'resolved')]))).toMatchObject([
      {seq: 3},
      {seq: 5},
    ]);
    await caughtUp(one, 6);
    expect(await namesIn(one)).toEqual(['a resolved', 'b firing', 'a firing', 'a resolved', 'b resolved', 'b firing']);
    expect(one.firing().map(nameOf)).toEqual(['b firing']);
    expect((await relayOn(redis)).firing().map(nameOf)).toEqual(['b firing']);
    const [first, again] = (await readAll(one)).filter(entry => nameOf(entry) === 'a resolved');
    expect(again).toEqual({...first, seq: 4});
    expect(await one.append([alert('a', 'resolved'), alert('b')])).toEqual([undefined, undefined]);
  });

  test('at two relays that were told all of it both is in the stream once, and the newest is said last', {
    timeout: 30_000,
  }, async () => {
    const redis = await redisFor();
    const relays = [await relayOn(redis), await relayOn(redis)] as const;
    const random = seeded();
    for (const round of upTo(12)) {
      const turns = upTo(2 + Math.floor(random() * 8)).map(turn => (turn % 2 === 1 ? 'firing' : 'resolved'));
      const lanes = relays.map((relay, index) => {
        const told = turns.map((status, turn): readonly [number, NewEntry] => [
          (turns.length - turn) * MINUTE + random() * 1000,
          alert(`r${round}`, status),
        ]);
        return {relay, left: [...waited(`w-${round}-${index}`, ...told)]};
      });
      await deliverInTurns(lanes, random);
      await caughtUp(relays[1], await headOf(redis));
      const said = (await namesIn(relays[1])).filter(one => one.startsWith(`r${round} `));
      expect(said).toEqual(turns.map(status => `r${round} ${status}`));
    }
  });
});

/** Now one relay hands in some of what waits, now the other. */
async function deliverInTurns(
  lanes: readonly {readonly relay: Backbone; readonly left: WaitedEntry[]}[],
  random: () => number,
): Promise<void> {
  while (lanes.some(({left}) => left.length > 0)) {
    const lane = lanes[Math.floor(random() * lanes.length)];
    const some = lane?.left.splice(0, 1 + Math.floor(random() * 3)) ?? [];
    if (lane !== undefined) await late(lane.relay, some);
  }
}

async function headOf(redis: {readonly url: string}): Promise<number> {
  return (await relayOn(redis)).position().head;
}
