import {counted} from '../counted.js';
import {hhmm} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import {dayIn, dayText, offsetAt} from '../time/zone.js';
import type {TakenOver} from './accepted-item.js';
import {answersText} from './answers-text.js';
import type {Handoff} from './handoff.js';
import {code, escaped} from './markdown-text.js';
import {lookedFrom} from './not-looked.js';
import type {Times} from './times.js';
import {untoldText} from './untold.js';

const NOT_RECORDED = '*not recorded*';
const READ_THEM = 'That is missing here; `wk log` of that version tells it.';
const NO_WATCH = '- **No watch** was begun: this is of everything in the log; `wk shift start` begins one';

/** What it is of, whose it was, and what could not be looked at. */
export function markdownHead(handoff: Handoff, times: Times): string {
  const {from, to, now, operator, noWatch, people, takenOver, gap, recordedFrom, unread, untold, short, unseen, left} =
    handoff;
  const others = people.filter(name => name !== operator).map(escaped);
  return [
    `# Handoff: ${times.full(from)} to ${times.full(to)}`,
    '',
    ...(unread === undefined ? [] : [`**Incomplete.** ${escaped(unread)}`, '']),
    ...(untold.length === 0 ? [] : [`**Not all is told.** ${untoldText(untold, code)}. ${READ_THEM}`, '']),
    `- **Outgoing**: ${escaped(operator)}${others.length > 0 ? `, with ${others.join(', ')}` : ''}`,
    ...(noWatch === true ? [NO_WATCH] : []),
    ...takenOver.map(one => takenText(one, times)),
    ...(gap === undefined
      ? []
      : [
          `- **Before it** nobody had the watch, from ${times.full(gap.from)} to ${times.full(gap.to)} (${brief(gap.to - gap.from)}): what was done then is told here`,
        ]),
    clocksText(handoff),
    `- **Looked at**: ${times.full(now)}, ${lookedFrom(handoff)}`,
    ...(recordedFrom === undefined ? [] : [beforeText(recordedFrom, handoff, times)]),
    ...short.map(
      ({source, why}) =>
        `- **${escaped(source)}** ${escaped(why)}: its list may still be short, and not all that fires there may be in here`,
    ),
    ...unseen.map(({source, lastGood, inLog}) => {
      if (lastGood !== undefined)
        return `- **${escaped(source)}** does not answer; what is said of it is as of ${times.at(lastGood)}`;
      return `- **${escaped(source)}** did not answer; ${byLog(inLog ?? 0, times)}`;
    }),
    ...left.map(({source, alerts, seenAt}) => {
      const said = `is not among the sources now, and was not looked at; ${byLog(seenAt, times)}`;
      return `- **${escaped(source)}** ${said}: ${counted(alerts, 'alert')} fired there then`;
    }),
  ].join('\n');
}

/** What is known of the time before the log of whoever had the watch begins. */
function beforeText(recordedFrom: number, {from, broughtFrom}: Handoff, times: Times): string {
  const before = `- **Before ${times.full(recordedFrom)}**: ${NOT_RECORDED}`;
  if (broughtFrom === undefined) return `${before}, the log begins there`;
  const since = broughtFrom === from ? '' : `, since ${times.full(broughtFrom)}`;
  return `${before} here, where the log begins then; what is told of it is from the log of another account${since}`;
}

function byLog(lastWord: number, times: Times): string {
  if (lastWord === 0) return 'the log has never heard of it';
  return `what is said of it is from the log, which last heard of it at ${times.full(lastWord)}`;
}

/** `- **Incoming**: lee, 04:25Z: 2 taken, 1 refused`. */
function takenText({at, by, from, isOfThis, overlap, items}: TakenOver, times: Times): string {
  const who = isOfThis ? `**Incoming**: ${escaped(by)}` : `**Taken over from**: ${escaped(from)}`;
  return `- ${who}, ${times.at(at)}${answersText(items)}${overlap === undefined ? '' : bothText(at, overlap.to, times)}`;
}

function bothText(at: number, to: number | undefined, times: Times): string {
  return to === undefined ? '; both are on' : `; both were on until ${times.at(to)} (${brief(to - at)})`;
}

/**
 * Whoever reads it elsewhere reads UTC, as practice has it for whatever goes to several people; the operator knows the
 * watch by their own clocks, and whoever shares these adds what they are ahead.
 */
function clocksText({from, to, operator, zone}: Handoff): string {
  const [first, last] = [offsetText(from, zone), offsetText(to, zone)];
  if (zone === undefined || (first === 'UTC' && last === 'UTC')) return '- **Times** are UTC';
  const ahead = first === last ? first : `${first}, then ${last}`;
  const own = (ms: number) => `${dayText(dayIn(ms, zone))} ${hhmm(ms, zone)}`;
  return `- **Times** are UTC; by the clocks of ${escaped(operator)} (${escaped(zone)}, ${ahead}) it was ${own(from)} to ${own(to)}`;
}

/** `UTC+5:30`, `UTC-3`, `UTC`. */
function offsetText(ms: number, zone: string | undefined): string {
  const minutes = Math.round(offsetAt(ms, zone) / 60_000);
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
