import {counted} from '../counted.js';
import {hhmm} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import {dayIn, dayText} from '../time/zone.js';
import type {TakenOver} from './accepted-item.js';
import {answersText} from './answers-text.js';
import type {Handoff} from './handoff.js';
import {code, escaped} from './markdown-text.js';
import type {Times} from './times.js';
import {untoldText} from './untold.js';

const NOT_RECORDED = '*not recorded*';
const READ_THEM = 'That is missing here; `wk log` of that version tells it.';
const NO_WATCH = '- **No watch** was begun: this is of everything in the log; `wk shift start` begins one';

/** What it is of, whose it was, and what could not be looked at. */
export function markdownHead(handoff: Handoff, times: Times): string {
  const {from, to, now, operator, noWatch, people, takenOver, gap, recordedFrom, unread, untold, unseen, left} =
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
    ...clocksText(handoff),
    `- **Looked at**: ${times.full(now)}, from the log and from what the sources showed then`,
    ...(recordedFrom === undefined
      ? []
      : [`- **Before ${times.full(recordedFrom)}**: ${NOT_RECORDED}, the log begins there`]),
    ...unseen.map(({source, lastGood}) => {
      const since =
        lastGood === undefined
          ? 'has never answered'
          : `does not answer; what is said of it is as of ${times.at(lastGood)}`;
      return `- **${escaped(source)}** ${since}`;
    }),
    ...left.map(({source, alerts, seenAt}) => {
      const then = seenAt === 0 ? '' : `, as of ${times.full(seenAt)}`;
      return `- **${escaped(source)}** is not among the sources now, and was not looked at: ${counted(alerts, 'alert')} fired there by the log${then}`;
    }),
  ].join('\n');
}

/** `- **Incoming**: lee, 04:25Z: 2 taken, 1 refused`. */
function takenText({at, by, from, isOfThis, items}: TakenOver, times: Times): string {
  const who = isOfThis ? `**Incoming**: ${escaped(by)}` : `**Taken over from**: ${escaped(from)}`;
  return `- ${who}, ${times.at(at)}${answersText(items)}`;
}

/** Whoever reads it elsewhere reads UTC; the operator knows the watch by their own clocks. */
function clocksText({from, to, operator, zone}: Handoff): readonly string[] {
  if (zone === undefined || (hhmm(from, zone) === hhmm(from) && hhmm(to, zone) === hhmm(to))) return [];
  const own = (ms: number) => `${dayText(dayIn(ms, zone))} ${hhmm(ms, zone)}`;
  return [
    `- **Times** are UTC; by the clocks of ${escaped(operator)} (${escaped(zone)}) it was ${own(from)} to ${own(to)}`,
  ];
}
