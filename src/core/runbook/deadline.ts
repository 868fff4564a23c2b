import type {Labels} from '../alert/alert.js';
import {type SeverityRules, severityNamed, severityOf} from '../alert/severity.js';
import type {Escalation, RunbookDocument} from './document.js';

/** When a runbook wants somebody else to be called, counted from when its walk was opened, ms. */
export interface RunbookDeadline {
  readonly after: number;
  readonly to: string;
}

/** The alert that a runbook is walked for, and what its severity means here. */
export interface DeadlineAbout {
  readonly labels: Labels;
  readonly rules: SeverityRules;
}

/** The first deadline that a document sets for an alert; whom it wants at once needs no timer. */
export function firstDeadline({escalations}: RunbookDocument, about?: DeadlineAbout): RunbookDeadline | undefined {
  let first: RunbookDeadline | undefined;
  for (const {after = 0, to} of escalationsFor(escalations, about)) {
    if (after > 0 && (first === undefined || after < first.after)) first = {after, to};
  }
  return first;
}

/** Without those that are for alerts of another severity; all of them where that of the alert is not known. */
export function escalationsFor(escalations: readonly Escalation[], about?: DeadlineAbout): readonly Escalation[] {
  if (about === undefined) return escalations;
  const {severity, known} = severityOf(about.labels, about.rules);
  if (!known) return escalations;
  const zero = escalations.some(({severities = []}) => severities.some(word => /^\D+0$/.test(word)));
  return escalations.filter(({severities = []}) => {
    const meant = severities.flatMap(word => severityNamed(word, about.rules, zero) ?? []);
    return meant.length === 0 || meant.includes(severity);
  });
}
