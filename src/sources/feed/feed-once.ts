import type {Alert} from '../../core/alert/alert.js';
import {readFeedMessage} from '../../core/feed/read-message.js';
import {isEndedByHand} from '../../core/feed/team-facts.js';
import type {SourceHealth, SourceUpdate} from '../../core/live/update.js';
import type {Clock} from '../../core/ports.js';
import {plainText} from '../../lib/plain-text.js';
import {feedAddress} from './address.js';
import {collector, type FeedBatch} from './collector.js';
import {type FeedSources, feedSources} from './feed-sources.js';
import {type Line, type LineEnd, openLine} from './line.js';
import type {FeedOptions} from './options.js';
import type {FeedPulse} from './pulse.js';
import {receivedFact} from './received-fact.js';

export interface OnceDeps {
  readonly clock: Clock;
  /** Names of the sources that are asked by other means: theirs is left out. */
  readonly polled: readonly string[];
  readonly signal: AbortSignal;
}

export type FeedNow =
  | {
      readonly alerts: readonly Alert[];
      /** Sources of which the relay does not know what fires. */
      readonly blind: readonly SourceHealth[];
      /** What keeps the relay from doing all of its work. */
      readonly degraded?: string;
    }
  | {readonly failure: LineEnd};

/** A relay tells all that fires right after its hello. */
const PATIENCE = 10_000;

/** What fires now by the word of a relay. Looks on, and does not join: nobody's cockpit is disturbed by it. */
export async function feedOnce(options: FeedOptions, {clock, polled, signal}: OnceDeps): Promise<FeedNow> {
  const {name, url} = feedAddress(options.url);
  const sources = feedSources({polled, open: [], ended: new Map(), clock});
  const now = clock.now();
  const pulse: FeedPulse = {state: 'up', since: now, lastGood: now, interval: 0};
  const fires = new Map<string, Alert>();
  let line: Line | undefined;
  let degraded: string | null = null;
  let isWhole = false;
  const leave = () => line?.cut({message: `${name} does not say what fires.`, hint: 'Is it the feed of a relay?'});
  const batches = collector({
    flush(batch) {
      if (!batch.whole) return;
      isWhole = true;
      for (const update of wholeOf(sources, batch, pulse)) note(fires, update);
      leave();
    },
  });
  const impatient = clock.after(PATIENCE, leave);
  const end = await openLine(
    {...options, url: url(undefined), name},
    {
      onOpen: () => undefined,
      onSign: () => undefined,
      onText(text) {
        const read = readFeedMessage(text);
        if (!read.ok) return;
        const {message} = read;
        if (message.type === 'hello') {
          sources.know(message.sources);
          degraded = message.degraded;
        }
        if (message.type === 'polled') sources.poll(message.sources);
        if (!isWhole) batches.take(message);
      },
    },
    {
      clock,
      signal,
      onLine: opened => {
        line = opened;
      },
    },
  );
  impatient();
  batches.stop();
  if (!isWhole) return {failure: end};
  const blind = sources.pulse(pulse).flatMap(({health}) => (health.state === 'up' ? [] : [health]));
  return {
    alerts: [...fires.values()],
    blind,
    ...(degraded === null ? {} : {degraded: plainText(degraded, {maxLength: 400})}),
  };
}

/** All that fires, without what operators have ended by hand and what was not told again in time. */
function wholeOf(sources: FeedSources, batch: FeedBatch, pulse: FeedPulse): readonly SourceUpdate[] {
  const {updates} = sources.take(batch, pulse);
  const facts = batch.entries.flatMap(entry => (entry.kind === 'fact' ? [receivedFact(entry.fact)] : []));
  const ended = facts.filter(isEndedByHand).flatMap(fact => sources.end(fact, pulse));
  return [...updates, ...ended, ...sources.endDue(pulse)];
}

function note(fires: Map<string, Alert>, {source, alerts}: SourceUpdate): void {
  for (const alert of alerts?.changed ?? []) fires.set(`${source}/${alert.fingerprint}`, alert);
  for (const {fingerprint} of alerts?.gone ?? []) fires.delete(`${source}/${fingerprint}`);
}
