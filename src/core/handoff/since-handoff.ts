import {type AlertKey, alertKey, alertName} from '../alert/alert.js';
import type {Severity} from '../alert/severity.js';
import {isMoot, unsettledDeliveries} from '../escalation/deliveries.js';
import type {Settings} from '../settings.js';
import type {EndedShift, Occurrence, RunningShift, ShiftState} from '../shift/state.js';
import {withUtc} from '../time/clock-text.js';
import {isUrgent} from './figures.js';
import {isDeadMansSwitch, issueOf} from './issue.js';
import {isPage} from './pages.js';

/** One thing that a handoff does not tell, since it happened after that was drawn; Unix ms. */
export interface SinceHandoff {
  readonly what: 'fired' | 'passed' | 'freed' | 'declared' | 'reopened' | 'unsent' | 'lost' | 'unwatched';
  /** What people call it: of a page, where it was to go; of what cannot be seen any more, its source. */
  readonly name: string;
  readonly severity: Severity;
  readonly at: number;
}

type Watch = Pick<RunningShift, 'drawnAt' | 'handoffAt' | 'passed'>;
interface Known {
  readonly shift: ShiftState;
  readonly settings: Settings;
}
interface Span {
  /** When the handoff was drawn, and until when what happens is of its watch. */
  readonly from: number;
  readonly until: number;
}

const found = new WeakMap<
  Watch,
  {readonly shift: ShiftState; readonly until: number; readonly news: readonly SinceHandoff[]}
>();

/**
 * What happened after the handoff of a watch was drawn, up to `until` (Unix ms), that its reader must know: P1 and P2 that
 * need somebody, incidents, pages that were not sent, sources that tell nothing now; the worst first. What fires again, or at one more place of the same
 * service, is no news. Nothing where none was written.
 */
export function sinceHandoff(watch: RunningShift | EndedShift, state: Known, until: number): readonly SinceHandoff[] {
  const from = watch.drawnAt ?? watch.handoffAt;
  if (from === undefined) return [];
  const {shift} = state;
  const known = found.get(watch);
  if (known?.shift === shift && known.until === until) return known.news;
  const span = {from, until};
  const news = [
    ...alertsSince(state, span),
    ...passedSince(watch, shift),
    ...incidentsSince(shift, span),
    ...pagesSince(shift, span),
    ...blindSince(shift.lost, 'lost', span),
    ...blindSince(shift.watchdogMissing, 'unwatched', span),
  ].sort((a, b) => a.severity.localeCompare(b.severity) || a.at - b.at);
  found.set(watch, {shift, until, news});
  return news;
}

/** `the handoff of 06:40Z was written before CheckoutErrorRate (P1) fired, and 2 more`. */
export function staleText(
  {handoffAt = 0}: Watch,
  since: readonly SinceHandoff[],
  {zone, now}: {readonly zone: string | undefined; readonly now: number},
): string {
  return `the handoff of ${withUtc(handoffAt, now, zone)} was written before ${sinceText(since)}`;
}

function sinceText([first, ...more]: readonly SinceHandoff[]): string {
  if (first === undefined) return '';
  const {what, name, severity} = first;
  const said = {
    fired: `${name} (${severity}) fired`,
    passed: `${name} (${severity}) fired and ended`,
    freed: `${name} (${severity}) was no longer held`,
    declared: `${name} was declared`,
    reopened: `${name} was taken up again`,
    unsent: `a page to ${name} was given up`,
    lost: `${name} stopped answering`,
    unwatched: `the Watchdog of ${name} went missing`,
  }[what];
  return more.length === 0 ? said : `${said}, and ${more.length} more`;
}

function alertsSince({shift, settings}: Known, span: Span): readonly SinceHandoff[] {
  const news = [...shift.firing.values()].flatMap(one => {
    const at = newsAt(one, span);
    const isNews = at !== undefined && isUrgent(one.severity) && needsSomebody(one, shift);
    return isNews && !isDeadMansSwitch(one.source, one.labels, settings) ? [{one, at}] : [];
  });
  if (news.length === 0) return [];
  const told = toldBy(shift, span.from);
  return news.flatMap(({one, at}): readonly SinceHandoff[] => {
    const isKnown = one.seenAt <= span.from;
    if (isKnown ? shift.ackOf.has(alertKey(one)) : told(one)) return [];
    return [{what: isKnown ? 'freed' : 'fired', name: alertName(one), severity: one.severity, at}];
  });
}

/** When it was first seen, or was held back no longer, where that is in the span. */
function newsAt({seenAt, unsilencedAt = 0}: Occurrence, {from, until}: Span): number | undefined {
  const at = seenAt > from ? seenAt : unsilencedAt;
  return at > from && at <= until ? at : undefined;
}

/** What is held back needs nobody, unless it is so because somebody has it. */
export function needsSomebody(one: Occurrence, {ackOf}: Pick<ShiftState, 'ackOf'>): boolean {
  return one.state !== 'suppressed' || ackOf.has(alertKey(one));
}

/** Whether a handoff that was drawn then has an alert: as one that fired, or with others of its issue that were as bad. */
function toldBy({firing, history}: ShiftState, drawnAt: number): (one: Occurrence) => boolean {
  const issues = new Map<string, Severity>();
  for (const one of firing.values()) {
    if (one.seenAt > drawnAt || !isUrgent(one.severity)) continue;
    const {id} = issueOf(one);
    const worst = issues.get(id);
    if (worst === undefined || one.severity < worst) issues.set(id, one.severity);
  }
  return one => {
    const known = issues.get(issueOf(one).id);
    return (known !== undefined && known <= one.severity) || fired(history.get(alertKey(one)), drawnAt);
  };
}

function fired(pasts: ReturnType<ShiftState['history']['get']>, at: number): boolean {
  return pasts?.some(({startsAt, resolvedOn}) => startsAt <= at && resolvedOn > at) === true;
}

/** P1 that are over: those that fire again are told as that. */
function passedSince({passed = []}: Watch, {firing}: ShiftState): readonly SinceHandoff[] {
  const last = new Map<AlertKey, SinceHandoff>();
  for (const {key, name, seenAt: at} of passed)
    if (!firing.has(key)) last.set(key, {what: 'passed', name, severity: 'P1', at});
  return [...last.values()];
}

function incidentsSince({incidents}: ShiftState, {from, until}: Span): readonly SinceHandoff[] {
  return [...incidents.values()].flatMap((one): readonly SinceHandoff[] => {
    const {incident: name, severity, status, declaredAt, reopenedAt = 0} = one;
    const at = declaredAt > from ? declaredAt : reopenedAt;
    if (status === 'closed' || at <= from || at > until) return [];
    return [{what: declaredAt > from ? 'declared' : 'reopened', name, severity, at}];
  });
}

function pagesSince(shift: ShiftState, {from, until}: Span): readonly SinceHandoff[] {
  return unsettledDeliveries({shift}, from).flatMap(one => {
    const {state, target: name, settledAt: at = 0} = one;
    if (state === 'requested' || !isPage(one) || at <= from || at > until || isMoot(one, shift)) return [];
    return [{what: 'unsent' as const, name, severity: 'P1' as const, at}];
  });
}

/** Only while it lasts: what has come back has told by now what fires. */
function blindSince(
  since: ReadonlyMap<string, number>,
  what: 'lost' | 'unwatched',
  {from, until}: Span,
): readonly SinceHandoff[] {
  return [...since].flatMap(([name, at]) => (at > from && at <= until ? [{what, name, severity: 'P1', at}] : []));
}
