import {timesOver} from '../counted.js';
import {type IssueName, issueOf} from '../handoff/issue.js';
import type {Fact} from '../shift/fact.js';
import {logBegin} from '../shift/log-begin.js';
import type {Occurrence} from '../shift/state.js';
import {rfc3339} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import {behaviourOf, type HygieneAsk, type HygieneRow} from './hygiene.js';
import {adviceText, complaintText, unknownRule} from './suggestion-text.js';

/** What a ticket says of an alert that should be another one. */
export interface Tuning {
  readonly issue: IssueName;
  readonly title: string;
  /** What is wrong and could be done, with the change to its rule where one can be told; may be empty. */
  readonly text: string;
  readonly fields: readonly {readonly name: string; readonly value: string}[];
}

/** How an alert has behaved by the log, as a ticket tells it to whoever is to tune it. */
export function tuningOf(
  alert: Pick<Occurrence, 'source' | 'fingerprint' | 'labels'>,
  facts: readonly Fact[],
  ask: HygieneAsk,
): Tuning {
  const issue = issueOf(alert);
  const row = behaviourOf(issue.id, facts, ask);
  const since = Math.max(ask.from, logBegin(facts) ?? ask.to);
  if (row === undefined) return {issue, title: `tune ${issue.name}`, text: '', fields: placeFields(issue)};
  return {
    issue,
    title: `tune ${issue.name}: fired ${timesOver(row.fired)} since ${day(since)}, worth it ${row.real}`,
    text: textOf(row),
    fields: [...placeFields(issue), ...fieldsOf(row, since)],
  };
}

function placeFields({name, place}: IssueName): Tuning['fields'] {
  return [
    {name: 'alert', value: name},
    {name: 'where', value: place},
  ];
}

function fieldsOf(row: HygieneRow, since: number): Tuning['fields'] {
  const {fired, called, acked, real, noise, median} = row;
  return [
    {name: 'since', value: day(since)},
    {name: 'fired', value: timesOver(fired)},
    {name: 'called somebody', value: timesOver(called)},
    {name: 'acked', value: timesOver(acked)},
    {name: 'worth it', value: `${real} of ${called}`},
    {name: 'called noise', value: `${noise} of ${called}`},
    ...(median === 0 ? [] : [{name: 'lasted', value: `${brief(median)} (median)`}]),
  ];
}

function textOf(row: HygieneRow): string {
  if (row.complaints.length === 0) return '';
  const said = `What is wrong: ${complaintText(row)}. What could be done: ${adviceText(row)}.`;
  return [said, ...unknownRule(row)].join('\n');
}

function day(ms: number): string {
  return rfc3339(ms).slice(0, 10);
}
