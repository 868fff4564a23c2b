import {brief} from '../time/duration.js';
import {isUrgent} from './figures.js';
import type {Held, IssueIncident, OngoingIssue} from './handoff.js';
import {partOfText} from './markdown-incidents.js';
import {escaped, linked} from './markdown-text.js';
import {pageText} from './page-text.js';
import type {Times} from './times.js';

/** What still fires: P1 and P2 each with all that is known of them, the rest a line each. */
export function ongoingText(issues: readonly OngoingIssue[], times: Times): readonly string[] {
  const urgent = issues.filter(({severity}) => isUrgent(severity)).map(issue => inFull(issue, times));
  const lesser = issues.filter(({severity}) => !isUrgent(severity)).flatMap(issue => inALine(issue, times));
  return [...urgent, lesser]
    .filter(block => block.length > 0)
    .flatMap((block, index) => (index > 0 ? ['', ...block] : block));
}

function inFull(issue: OngoingIssue, times: Times): readonly string[] {
  const {severity, name, place, since, summary, notes, contacts, pages, runbook} = issue;
  const told = notes.map(({at, by, text}) => `  - ${times.at(at)} ${escaped(by)}: ${escaped(text)}`);
  return [
    `### ${severity} ${escaped(name)} in ${escaped(place)}${count(issue)}`,
    '',
    `- **Since**: ${times.at(since)} (${brief(times.now - since)})${seen(issue, times)}`,
    ...(summary === '' ? [] : [`- **Says**: ${escaped(summary)}`]),
    `- **Status**: ${status(issue, times)}`,
    ...partOfText(issue.incidents?.map(withoutFix)).map(text => `- ${text}`),
    ...pages.map(page => `- ${pageText(page, times)}`),
    ...(told.length > 0 ? ['- **Notes and next steps**:', ...told] : ['- **Next steps**: *not recorded*']),
    `- **Contact**: ${contacts.length === 0 ? '*not recorded*' : contacts.map(escaped).join('; ')}`,
    ...(runbook === undefined ? [] : [`- **Runbook**: ${linked(runbook)}`]),
  ];
}

function inALine(issue: OngoingIssue, times: Times): readonly string[] {
  const {severity, name, place, since, summary, notes, pages} = issue;
  const says = summary === '' ? '' : `: ${escaped(summary)}`;
  const age = `${times.at(since)} (${brief(times.now - since)})${seen(issue, times)}`;
  return [
    `- **${severity} ${escaped(name)}** in ${escaped(place)}${count(issue)}, since ${age}, ${status(issue, times)}${says}`,
    ...partOfText(issue.incidents?.map(withoutFix)).map(text => `  - ${text}`),
    ...pages.map(page => `  - ${pageText(page, times)}`),
    ...notes.map(({at, by, text}) => `  - ${times.at(at)} ${escaped(by)}: ${escaped(text)}`),
  ];
}

/** It fires: whatever was done has not ended it. */
function withoutFix({fix: _done, ...one}: IssueIncident): IssueIncident {
  return one;
}

function count({alerts}: OngoingIssue): string {
  return alerts > 1 ? ` ×${alerts}` : '';
}

function seen({asOf, afterWatch}: OngoingIssue, times: Times): string {
  const after = afterWatch === true ? ', after this watch had ended' : '';
  if (asOf === undefined) return after;
  return after + (asOf === 0 ? ', not looked at' : `, last seen ${times.at(asOf)}`);
}

function status({held, alerts, place, goneSince, mayFire}: OngoingIssue, times: Times): string {
  const whose = held.map(one => heldText(one, {alerts, times})).join('; ');
  if (goneSince === undefined) return whose;
  const since = goneSince === 0 ? '' : ` since ${times.at(goneSince)}`;
  const source = escaped(place.split('/')[0] ?? place);
  const gone =
    mayFire === true
      ? `not listed by ${source} now, whose list may still be short: it may fire still`
      : `not shown by ${source} any more${since}, its end is not recorded yet`;
  return whose === '' ? gone : `${gone}; ${whose}`;
}

function heldText(
  {kind, alerts, by, until, extended, comment, trouble}: Held,
  all: {alerts: number; times: Times},
): string {
  const part = alerts === all.alerts ? '' : `${alerts} of them `;
  const who = by === undefined ? '' : ` by ${escaped(by)}`;
  const end = until === undefined ? '' : ` until ${all.times.at(until)}`;
  const words: Readonly<Record<Held['kind'], string>> = {
    unacked: 'not acked',
    acking: `being acked${who}`,
    acked: `acked${who}${extended ? ', kept while it fires' : end}`,
    silenced: `silenced${who}${end}`,
    inhibited: `held back${who}`,
    muted: `muted in ${escaped(by ?? 'an interval')}`,
  };
  const why = comment === undefined ? '' : ` (${escaped(comment)})`;
  return `${part}${words[kind]}${why}${trouble === undefined ? '' : `, but: ${escaped(trouble)}`}`;
}
