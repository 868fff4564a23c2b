import type {Alert} from '../../core/alert/alert.js';
import type {FeedAlert} from '../../core/feed/message.js';
import {instant} from './normalise.js';
import {type Altered, annotationsOf, labelsOf, lineOf} from './texts.js';

/** What somebody told of an alert before a poll shows it. Times are Unix ms. */
export type Told =
  | {readonly status: 'firing'; readonly alert: Alert}
  | {readonly status: 'resolved'; readonly fingerprint: string; readonly startsAt: number; readonly endsAt?: number};

/** A message of the feed as this source would show the alert: its text filtered, active unless it says what holds it. */
export function toldOf(
  told: FeedAlert,
  {source, altered}: {readonly source: string; readonly altered?: (one: Altered) => void},
): Told {
  const fingerprint = lineOf(told.fingerprint);
  const startsAt = instant(told.startsAt);
  if (told.status === 'resolved') {
    return {status: 'resolved', fingerprint, startsAt, ...(told.endsAt === null ? {} : {endsAt: instant(told.endsAt)})};
  }
  return {
    status: 'firing',
    alert: {
      source,
      fingerprint,
      startsAt,
      labels: labelsOf(told.labels, altered),
      annotations: annotationsOf(told.annotations),
      generatorURL: lineOf(told.generatorURL),
      ...heldBy(told),
      receivers: told.receiver === undefined ? [] : [lineOf(told.receiver)],
      members: [],
    },
  };
}

function heldBy(told: FeedAlert): Pick<Alert, 'state' | 'silencedBy' | 'inhibitedBy' | 'mutedBy'> {
  const {silencedBy = [], inhibitedBy = [], mutedBy = []} = told;
  const isHeld = silencedBy.length + inhibitedBy.length + mutedBy.length > 0;
  return {
    state: isHeld ? 'suppressed' : 'active',
    silencedBy: silencedBy.map(id => lineOf(id)),
    inhibitedBy: inhibitedBy.map(id => lineOf(id)),
    mutedBy: mutedBy.map(name => lineOf(name)),
  };
}
