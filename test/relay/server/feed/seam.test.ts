import fc from 'fast-check';
import {expect, test} from 'vitest';
import {aRelay} from '../../support/a-relay.js';
import {eventually} from '../../support/eventually.js';
import {alertEntry, type FakeBackbone} from '../../support/fake-backbone.js';
import {type FeedReader, feedReader, seqOf} from '../../support/feed-reader.js';

const step = fc.oneof(
  {weight: 4, arbitrary: fc.record({do: fc.constant('append' as const), count: fc.integer({min: 1, max: 40})})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('connect' as const)})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('return' as const), back: fc.nat(60)})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('wait' as const), turns: fc.integer({min: 1, max: 6})})},
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A client, and the number up to which it knew everything when it came; undefined for one that knew nothing. */
interface Came {
  readonly reader: Promise<FeedReader>;
  readonly knew: number | undefined;
}

// Entries come while a client is greeted, while its snapshot is sent, while it reads on, and while it is told them live.
test('however appends and connects fall together, each client has each entry exactly once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, {minLength: 4, maxLength: 24}),
      fc.nat(3),
      fc.nat(3),
      async (steps, slowness, lateness) => {
        const {relay, url, backbone} = await aRelay();
        backbone.beforeRead = () => turns(slowness);
        if (lateness > 0) backbone.beforeTell = () => turns(lateness);
        const came: Came[] = [];
        for (const one of steps) await play(one, {url, backbone, came});
        backbone.put([alertEntry(backbone.entries.length + 1)]);
        for (const {reader, knew} of came) await expectComplete(await reader, knew, backbone);
        await relay.close();
      },
    ),
    {numRuns: 25},
  );
}, 120_000);

async function play(
  one: Step,
  {url, backbone, came}: {readonly url: string; readonly backbone: FakeBackbone; readonly came: Came[]},
): Promise<void> {
  const head = backbone.entries.length;
  if (one.do === 'append') {
    // Some at once, others one by one.
    const entries = Array.from({length: one.count}, (_, index) => alertEntry(head + index + 1));
    if (one.count % 2 === 0) backbone.put(entries);
    else for (const entry of entries) backbone.put([entry]);
  } else if (one.do === 'connect') came.push({reader: feedReader(url), knew: undefined});
  else if (one.do === 'return') {
    const knew = Math.max(0, head - one.back);
    came.push({reader: feedReader(url, {after: `e1:${knew}`}), knew});
  } else await turns(one.turns);
}

async function expectComplete(reader: FeedReader, knew: number | undefined, backbone: FakeBackbone): Promise<void> {
  const head = backbone.entries.length;
  await eventually(() => reader.known).toBe(head);
  const [picture] = reader.of('snapshot');
  const from = knew ?? (picture === undefined ? Number.NaN : seqOf(picture));
  expect(reader.seqs).toEqual(Array.from({length: head - from}, (_, index) => from + index + 1));
  if (knew === undefined) {
    const shown = reader.of('snapshot').flatMap(({alerts}) => alerts);
    expect(shown).toHaveLength(from);
  } else expect(reader.of('resync')).toEqual([]);
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(resolve => setImmediate(resolve));
}
