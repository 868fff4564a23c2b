import {timesOver} from '../counted.js';
import {brief} from '../time/duration.js';
import {mergeEdit} from './edit.js';
import type {EndedIssue, Handoff, LesserIssue, NoisyAlert, StandingSilence} from './handoff.js';
import {figuresTable} from './markdown-figures.js';
import {markdownHead} from './markdown-head.js';
import {actionText, incidentText, partOfText, walkText} from './markdown-incidents.js';
import {ongoingText} from './markdown-ongoing.js';
import {code, escaped, table} from './markdown-text.js';
import {unwatchedLines} from './markdown-unwatched.js';
import {isAllSeen, nothingSeen, notLookedAt, shortTexts} from './not-looked.js';
import {pageText} from './page-text.js';
import {type Times, timesOf} from './times.js';
import {unsentText} from './unsent.js';

const NOT_RECORDED = '*not recorded*';
/** So many get a row each; so many more are named, and what is left is counted. */
const MOST_LESSER = 20;
const MOST_NAMED = 200;

/** A handoff as a Markdown document, the operator's own words in it; the same handoff gives the same text. */
export function handoffMarkdown(handoff: Handoff): string {
  const drawn = drawnMarkdown(handoff);
  return handoff.edit === undefined ? drawn : mergeEdit(handoff.edit, drawn).text;
}

/** What is drawn from the facts and the look alone. */
export function drawnMarkdown(handoff: Handoff): string {
  const times = timesOf(handoff);
  const parts = [
    markdownHead(handoff, times),
    section(
      'Before you take over',
      [
        ...handoff.questions.map(({by, text}) => `- [ ] ${escaped(by)} asks: ${escaped(text)}`),
        ...handoff.asks.map(ask => `- [ ] ${escaped(ask)}`),
      ],
      isAllSeen(handoff)
        ? 'Nothing waits for you.'
        : 'Nothing that is known waits for you; what was not looked at is named above.',
    ),
    section(
      titled('Incidents', handoff.incidents),
      handoff.incidents.flatMap(incident => incidentText(incident, handoff, times)),
      'None was declared.',
    ),
    ...actionsOf(handoff),
    section(
      titled('Ongoing', handoff.ongoing),
      ongoingLines(handoff, times),
      nothingSeen(handoff, {seen: 'Nothing fires', log: 'nothing that fires'}),
    ),
    section(
      titled('Runbooks half walked', handoff.walks),
      handoff.walks.map(walk => walkText(walk, times)),
      'None.',
    ),
    section(
      titled('Silences in force', handoff.silences),
      silenceTable(handoff.silences, times),
      nothingSeen(handoff, {seen: 'None', log: 'none'}),
    ),
    section(
      titled('Not delivered', handoff.unsent),
      handoff.unsent.map(one => unsentText(one, times)),
      'Everything that was sent has arrived.',
    ),
    section(
      titled('Ended: P1 and P2', handoff.ended),
      handoff.ended.flatMap(issue => endedText(issue, times)),
      'None.',
    ),
    section(titled('Ended: P3 and P4', handoff.lesser), lesserTable(handoff, times), 'None.'),
    section(
      titled('Noisy alerts', handoff.noisy),
      handoff.noisy.map(noisyText),
      'None fired three times or more, and none was called noise.',
    ),
    ...accountOf(handoff, times),
    section('Figures', figuresTable(handoff.figures), ''),
    'Not in the log, so not in here: what was declared elsewhere, maintenance that nobody noted, who is available.',
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What fires, and before it of which sources the list may still be short. */
function ongoingLines(handoff: Handoff, times: Times): readonly string[] {
  const lines = ongoingText(handoff.ongoing, times);
  const short = lines.length === 0 ? [] : shortTexts(handoff);
  return short.length === 0 ? lines : [...short, '', ...lines];
}

/** Those of incidents of before; where there are none, nobody misses them. */
function actionsOf(handoff: Handoff): readonly string[] {
  const {actions} = handoff;
  if (actions.length === 0) return [];
  return [
    section(
      titled('Actions of closed incidents', actions),
      actions.map(one => actionText(one, handoff)),
      '',
    ),
  ];
}

/** What was done and said, and when nobody could see. */
function accountOf(handoff: Handoff, times: Times): readonly string[] {
  return [
    section(
      titled('System changes', handoff.changes),
      handoff.changes.map(one => scheduledText(one, times)),
      `${NOT_RECORDED}: nobody recorded one.`,
    ),
    section(
      titled('Scheduled work', handoff.scheduled),
      handoff.scheduled.map(one => scheduledText(one, times)),
      `${NOT_RECORDED}: nobody recorded any.`,
    ),
    section(
      titled('Notes', handoff.notes),
      handoff.notes.map(note => noteText(note, times)),
      'None.',
    ),
    section('When we could not see', blindText(handoff, times), neverBlind(handoff)),
  ];
}

function neverBlind(handoff: Handoff): string {
  if (handoff.unread !== undefined || handoff.untold.length > 0)
    return 'What could be read of the log tells of no such time.';
  if (!isAllSeen(handoff)) {
    const missing = notLookedAt(handoff).map(escaped).join(', ');
    return `The log tells of no such time; ${missing === '' ? 'no source' : `of ${missing} nothing`} was looked at for this.`;
  }
  return 'At no time of a minute or longer: a cockpit was open, every source answered, no Watchdog was missing, everything was recorded.';
}

function scheduledText({on, until, by, text, service, planned}: Handoff['scheduled'][number], times: Times): string {
  const isPast = planned === true && on <= times.now;
  const made = isPast ? ' (planned for then; that it was made nobody recorded)' : '';
  const end = until === undefined ? '' : ` to ${times.at(until)}`;
  return `- ${times.at(on)}${end} ${escaped(by)}${service === undefined ? '' : `, ${escaped(service)}`}: ${escaped(text)}${made}`;
}

/** Of an alert that is nowhere else on the page it says which, and when that ended. */
function noteText({at, by, text, about}: Handoff['notes'][number], times: Times): string {
  const ended = about?.endedAt === undefined ? '' : `, which ended ${times.at(about.endedAt)}`;
  return `- ${times.at(at)} ${escaped(by)}${about === undefined ? '' : ` of ${escaped(about.name)}${ended}`}: ${escaped(text)}`;
}

function section(title: string, lines: readonly string[], nothing: string): string {
  return `## ${title}\n\n${lines.length > 0 ? lines.join('\n') : nothing}`;
}

function titled(title: string, items: readonly unknown[]): string {
  return items.length > 0 ? `${title} (${items.length})` : title;
}

function silenceTable(silences: readonly StandingSilence[], times: Times): readonly string[] {
  if (silences.length === 0) return [];
  const rows = silences.map(silence => [
    untilText(silence, times),
    escaped(silence.source),
    holdsText(silence, times),
    escaped(silence.by),
    `${code(silence.matchers)}${silence.broad === undefined ? '' : `, too broad: ${escaped(silence.broad)}`}`,
    `${silence.isAck ? 'ack: ' : ''}${silence.comment === '' ? NOT_RECORDED : escaped(silence.comment)}`,
  ]);
  return table(['until', 'source', 'holds', 'by', 'what', 'why'], rows);
}

function holdsText({holds, asOf}: StandingSilence, times: Times): string {
  if (asOf === undefined) return holds === 0 ? 'nothing now' : `${holds} now`;
  const then = asOf === 0 ? '' : `, as of ${times.at(asOf)}`;
  return `not looked at${then}: ${holds === 0 ? 'nothing' : holds}`;
}

function untilText({pending, extended, startsAt, endsAt}: StandingSilence, times: Times): string {
  if (pending) return `from ${times.at(startsAt)} to ${times.at(endsAt)}`;
  return extended ? `${times.at(endsAt)}, kept while it fires` : times.at(endsAt);
}

function endedText(issue: EndedIssue, times: Times): readonly string[] {
  const {
    severity,
    name,
    place,
    alerts,
    startedAt,
    endedAt,
    ackedBy,
    timeToAck,
    notes,
    changes,
    pages,
    untold,
    incidents = [],
  } = issue;
  const count = alerts > 1 ? ` ×${alerts}` : '';
  const lasted = `${times.at(startedAt)} to ${times.at(endedAt)} (${brief(endedAt - startedAt)})`;
  const after = timeToAck === undefined ? '' : ` after ${brief(timeToAck)}`;
  const acked = ackedBy === undefined ? 'nobody acked it' : `acked by ${escaped(ackedBy)}${after}`;
  const told = [
    ...notes.map(({at, by, text}) => [at, `${escaped(by)}: ${escaped(text)}`] as const),
    ...changes.map(
      ({on, by, text, planned}) =>
        [on, `${escaped(by)} ${planned === true ? 'planned' : 'changed'}: ${escaped(text)}`] as const,
    ),
  ].sort(([a], [b]) => a - b);
  const isKnown = told.length > 0 || incidents.some(({cause, fix}) => cause !== undefined || fix !== undefined);
  const isMissing = untold !== undefined || (severity === 'P1' && !isKnown);
  const missing = isMissing ? [`  - What ended it: ${NOT_RECORDED}`] : [];
  return [
    `- **${severity} ${escaped(name)}** in ${escaped(place)}${count}: ${lasted}, ${acked}`,
    ...partOfText(incidents).map(text => `  - ${text}`),
    ...pages.map(page => `  - ${pageText(page, times)}`),
    ...told.map(([at, text]) => `  - ${times.at(at)} ${text}`),
    ...missing,
  ];
}

function lesserTable({lesser}: Handoff, told: Times): readonly string[] {
  if (lesser.length === 0) return [];
  const rows = lesser
    .slice(0, MOST_LESSER)
    .map(({severity, name, place, times, total}) => [
      severity,
      escaped(name),
      escaped(place),
      `${times}`,
      brief(total),
    ]);
  const notes = lesser.flatMap(({severity, name, place, notes: all}) =>
    all.map(
      ({at, by, text}) =>
        `- ${severity} ${escaped(name)} in ${escaped(place)}: ${told.at(at)} ${escaped(by)}: ${escaped(text)}`,
    ),
  );
  return [
    ...table(['', 'alert', 'where', 'times', 'in all'], rows),
    ...restText(lesser.slice(rows.length)),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ];
}

function restText(rest: readonly LesserIssue[]): readonly string[] {
  if (rest.length === 0) return [];
  const said = rest
    .slice(0, MOST_NAMED)
    .map(
      ({severity, name, place, times}) =>
        `${severity} ${escaped(name)} in ${escaped(place)}${times > 1 ? ` ${timesOver(times)}` : ''}`,
    );
  const left = rest.length - said.length;
  return ['', `And ${rest.length} more: ${said.join(', ')}${left > 0 ? `, and ${left} that stand in the log` : ''}.`];
}

function noisyText({severity, name, place, fired, acked, median, judged}: NoisyAlert): string {
  const verdict = judged
    ? `; called noise by ${escaped(judged.by)}: ${judged.reason ? escaped(judged.reason) : `why is ${NOT_RECORDED}`}`
    : '';
  const times = `fired ${timesOver(fired)}`;
  const act = acked === 0 ? 'never acked' : `acked ${timesOver(acked)}`;
  return `- **${severity} ${escaped(name)}** in ${escaped(place)}: ${times}, for ${brief(median)} at the median, ${act}${verdict}`;
}

function blindText(handoff: Handoff, times: Times): readonly string[] {
  const {blind, now} = handoff;
  const spans = blind.map(({kind, source, which, from, to, reason}) => {
    const span = `${times.at(from)} to ${to === undefined ? 'now' : times.at(to)} (${brief((to ?? now) - from)})`;
    const what = {
      source: `${escaped(source)} did not answer`,
      watchdog: `no Watchdog ${which === undefined ? '' : `${escaped(which)} `}from ${escaped(source)}: its alerts may not have reached anybody`,
      journal: `nothing was recorded`,
    }[kind];
    return [from, `- ${span}: ${what}${reason === undefined ? '' : `: ${escaped(reason)}`}`] as const;
  });
  return [...spans, ...unwatchedLines(handoff, times)].sort(([a], [b]) => a - b).map(([, text]) => text);
}
