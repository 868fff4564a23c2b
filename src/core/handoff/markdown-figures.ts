import type {Severity} from '../alert/severity.js';
import {counted, timesOver} from '../counted.js';
import {brief} from '../time/duration.js';
import {table} from './markdown-text.js';
import type {Figures, Timing} from './watch-figures.js';

/** What a watch comes to in numbers, as a table and what is to be said of it. */
export function figuresTable({
  fired,
  pages,
  timeToAck,
  timeToResolve,
  neverAcked,
  inherited,
  uncounted = 0,
}: Figures): readonly string[] {
  const urgent = (row: (severity: 'P1' | 'P2') => string) => [row('P1'), row('P2'), '', ''];
  const severities: readonly Severity[] = ['P1', 'P2', 'P3', 'P4'];
  return [
    ...table(
      ['', ...severities],
      [
        ['alerts fired', ...severities.map(severity => `${fired[severity]}`)],
        ['calls (alerts of one problem are one)', ...urgent(severity => `${pages[severity]}`)],
        ['time to ack, median', ...urgent(severity => timingText(timeToAck[severity]))],
        ['time to resolve, median', ...urgent(severity => timingText(timeToResolve[severity]))],
      ],
    ),
    '',
    neverAcked === 0
      ? urgentCalls(pages, uncounted)
      : `${neverAcked} of ${counted(pages.P1 + pages.P2, 'call')} ${neverAcked === 1 ? 'was' : 'were'} never acked.`,
    ...(inherited === 0
      ? []
      : [
          '',
          `${counted(inherited, 'call')} had begun before the watch: times count from the alert, not from the watch.`,
        ]),
    ...(uncounted === 0
      ? []
      : ['', `Not counted: P1 and P2 that fired while nobody watched, ${timesOver(uncounted)} by what others saw.`]),
  ];
}

/** Of none, nothing is said: it would read as praise. */
function urgentCalls({P1, P2}: Figures['pages'], uncounted: number): string {
  const known = uncounted === 0 ? '' : ', as far as the log knows';
  return P1 + P2 === 0
    ? `No P1 or P2 began in this watch${known}.`
    : `Every P1 and P2 that began in this watch was acked${known}.`;
}

function timingText({count, median, inTime, target}: Timing): string {
  if (median === undefined) return 'none';
  return target === undefined
    ? `${brief(median)} (of ${count})`
    : `${brief(median)} (${inTime} of ${count} within ${brief(target)})`;
}
