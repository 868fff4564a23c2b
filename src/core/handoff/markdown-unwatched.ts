import {brief} from '../time/duration.js';
import type {Handoff} from './handoff.js';
import {escaped} from './markdown-text.js';
import type {Times} from './times.js';
import type {MissedAlert, UnwatchedSpan} from './unwatched-hours.js';

/** So long after its begin, ms, a watch may be opened before that is worth a word. */
const LATE = 60_000;
/** So many alerts of an hour without a cockpit are named. */
const MOST_NAMED = 12;

/** The hours without a cockpit, a line each with when they begin. */
export function unwatchedLines(
  {from, now, unwatched: {spans, knownFrom}}: Pick<Handoff, 'from' | 'now' | 'unwatched'>,
  times: Times,
): readonly (readonly [from: number, line: string])[] {
  if (knownFrom === undefined) return [[from, '- When a cockpit was open: *not recorded*']];
  const before =
    knownFrom <= from + LATE
      ? []
      : [[from, `- Before ${times.at(knownFrom)}: whether a cockpit was open is *not recorded*`] as const];
  return [...before, ...spans.map(span => [span.from, spanText(span, now, times)] as const)];
}

function spanText({from, to, relayed, found, asked}: UnwatchedSpan, now: number, times: Times): string {
  const span = `${times.at(from)} to ${to === undefined ? 'now' : times.at(to)} (${brief((to ?? now) - from)})`;
  const relay = relayed.map(one => `; the relay stood in from ${times.at(one.from)} to ${times.at(one.to)}`).join('');
  const later = found.length === 0 ? '' : `; found afterwards: ${listText(found, times)}`;
  return `- ${span}: no cockpit was open${relay}${later}; ${askedText(asked, times)}`;
}

function askedText(asked: UnwatchedSpan['asked'], times: Times): string {
  if (asked.length === 0) return 'what began and ended meanwhile is *not recorded*, and nobody was asked';
  return asked.map(one => answerText(one, times)).join('; ');
}

function answerText({server, trouble, missed}: UnwatchedSpan['asked'][number], times: Times): string {
  if (missed === undefined)
    return `what ${escaped(server)} saw meanwhile is *not recorded*: ${escaped(trouble ?? 'it gave no answer')}`;
  if (missed.length === 0) return `${escaped(server)} knows of nothing else that fired meanwhile`;
  return `by ${escaped(server)}, that also fired which the log knows nothing of: ${listText(missed, times)}`;
}

function listText(alerts: readonly MissedAlert[], times: Times): string {
  const said = alerts.slice(0, MOST_NAMED).map(({severity, name, place, from, to, alerts: count}) => {
    const where = place === '' ? '' : ` in ${escaped(place)}`;
    const when = to === undefined ? `since ${times.at(from)}` : `${times.at(from)} to ${times.at(to)}`;
    return `${severity} ${escaped(name)}${where}${count > 1 ? ` ×${count}` : ''} ${when}`;
  });
  const rest = alerts.length - said.length;
  return `${said.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}
