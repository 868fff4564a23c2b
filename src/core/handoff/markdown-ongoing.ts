import {brief} from '../time/duration.js';
import type {Held, OngoingIssue} from './handoff.js';
import {escaped, linked} from './markdown-text.js';
import type {Times} from './times.js';

/** One ongoing issue: how bad, since when, who has it, what is known, what comes next. */
export function ongoingText(issue: OngoingIssue, times: Times): readonly string[] {
  const {severity, name, place, alerts, since, summary, held, notes, runbook, asOf} = issue;
  const count = alerts > 1 ? ` ×${alerts}` : '';
  const seen = asOf === undefined ? '' : `, last seen ${asOf === 0 ? 'before this look' : times.at(asOf)}`;
  const told = notes.map(({at, by, text}) => `  - ${times.at(at)} ${escaped(by)}: ${escaped(text)}`);
  return [
    `### ${severity} ${escaped(name)} in ${escaped(place)}${count}`,
    '',
    `- **Since**: ${times.at(since)} (${brief(times.now - since)})${seen}`,
    ...(summary === '' ? [] : [`- **Says**: ${escaped(summary)}`]),
    `- **Status**: ${held.map(one => heldText(one, {alerts, times})).join('; ')}`,
    ...(told.length > 0 ? ['- **Notes and next steps**:', ...told] : ['- **Next steps**: *not recorded*']),
    ...(runbook === undefined ? [] : [`- **Runbook**: ${linked(runbook)}`]),
    '',
  ];
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
