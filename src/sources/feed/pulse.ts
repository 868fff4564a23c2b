import type {PolledSource} from '../../core/feed/message.js';
import type {SourceHealth} from '../../core/live/update.js';
import {defined} from '../../lib/defined.js';
import {plainText} from '../../lib/plain-text.js';

/** Whether the feed answers, in the terms of a source. Times are Unix ms. */
export interface FeedPulse extends Pick<SourceHealth, 'state' | 'since' | 'trouble' | 'retryAt'> {
  /** The last sign of life. */
  readonly lastGood?: number;
  /** Ms between signs of life. */
  readonly interval: number;
}

/** What the relay says of an Alertmanager that it polls itself. */
export interface Poll {
  readonly source: PolledSource;
  /** When it said so, Unix ms. */
  readonly at: number;
  /** Since when it is in this state. */
  readonly since: number;
}

export function pollOf(source: PolledSource, before: Poll | undefined, at: number): Poll {
  return {source, at, since: before?.source.state === source.state ? before.since : at};
}

/** Until the feed has told what fires, what the journal last knew is shown. */
export function unsure({lastGood: _, ...pulse}: FeedPulse): FeedPulse {
  return pulse.state === 'up' ? {...pulse, state: 'connecting'} : pulse;
}

/** What the relay polls is no better known here than there: a feed that lives says nothing of it. */
export function seenBy(poll: Poll | undefined, pulse: FeedPulse): FeedPulse {
  if (poll === undefined || pulse.state !== 'up') return pulse;
  const {source, at, since} = poll;
  const {age, interval, state, trouble} = source;
  const {lastGood: heard, ...rest} = pulse;
  const seen = age === undefined || heard === undefined ? undefined : Math.min(heard, at - age);
  return {
    ...rest,
    interval: pulse.interval + interval,
    ...defined({lastGood: seen}),
    ...(state === 'up' ? {} : {state, since, ...troubleOf(source.name, trouble)}),
  };
}

function troubleOf(name: string, trouble: PolledSource['trouble']): Pick<FeedPulse, 'trouble'> {
  if (trouble === undefined) return {};
  const message = plainText(`The relay does not reach ${name}: ${trouble.message}`, {maxLength: 400});
  return {trouble: {kind: 'unreachable', message, hint: plainText(trouble.hint, {maxLength: 400})}};
}
