import {timesOver} from '../counted.js';
import {brief} from '../time/duration.js';
import type {Handoff} from './handoff.js';
import {escaped} from './markdown-text.js';
import type {Times} from './times.js';
import type {MissedAlert, UnwatchedSpan} from './unwatched-hours.js';

/** So long after its begin, ms, a watch may be opened before that is worth a word. */
const LATE = 60_000;
/** Of one that came and went, so many times are told each. */
const MOST_TIMES = 6;
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

function answerText({server, trouble, missed, step}: UnwatchedSpan['asked'][number], times: Times): string {
  if (missed === undefined)
    return `what ${escaped(server)} saw meanwhile is *not recorded*: ${escaped(trouble ?? 'it gave no answer')}`;
  const seldom = step === undefined ? '' : `, asked for every ${brief(step)}: what was shorter may be missing`;
  if (missed.length === 0) return `${escaped(server)} knows of nothing else that fired meanwhile${seldom}`;
  const looked = seldom === '' ? '' : ` (${seldom.slice(2)})`;
  return `by ${escaped(server)}, that also fired which the log knows nothing of: ${listText(missed, times)}${looked}`;
}

function listText(alerts: readonly MissedAlert[], times: Times): string {
  const said = alerts.slice(0, MOST_NAMED).map(alert => {
    const {severity, name, place, alerts: count} = alert;
    const where = place === '' ? '' : ` in ${escaped(place)}`;
    return `${severity} ${escaped(name)}${where}${count > 1 ? ` ×${count}` : ''} ${whenText(alert, times)}`;
  });
  const rest = alerts.length - said.length;
  return `${said.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
}

/** `04:10Z to 04:25Z`, and of what came and went `3 times (04:10Z for 28s; 04:12Z for 30s; since 04:14Z)`. */
function whenText({from, to, times: count, each = []}: MissedAlert, times: Times): string {
  if (count === undefined) return to === undefined ? `since ${times.at(from)}` : `${times.at(from)} to ${times.at(to)}`;
  const said = each
    .slice(0, MOST_TIMES)
    .map(one =>
      one.to === undefined ? `since ${times.at(one.from)}` : `${times.at(one.from)} for ${brief(one.to - one.from)}`,
    );
  const rest = count - said.length;
  const until = to === undefined ? '' : `, the last until ${times.at(to)}`;
  return `${timesOver(count)} (${said.join('; ')}${rest > 0 ? `; and ${rest} more${until}` : ''})`;
}
