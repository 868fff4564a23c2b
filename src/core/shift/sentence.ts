import {type AlertKey, alertKey, type Labels} from '../alert/alert.js';
import {alertTitle} from '../alert/alert-title.js';
import {matcherText} from '../alert/matcher.js';
import {watchdogLabels} from '../alert/watchdog.js';
import {counted} from '../counted.js';
import {ESCALATION_SENTENCES} from '../escalation/sentences.js';
import {handoffSentences} from '../handoff/sentences.js';
import {incidentSentences} from '../incident/sentences.js';
import {leaseSentences} from '../lease/sentences.js';
import {oneLine} from '../one-line.js';
import type {LeftProcess} from '../runbook/run.js';
import {dayHhmm, hhmm} from '../time/clock-text.js';
import {brief} from '../time/duration.js';
import {type Fact, type FactOf, type FactType, isKnown} from './fact.js';
import {whyUnreadable} from './readable.js';
import {turnSentences} from './turn-sentences.js';
import {wasAskedByHand} from './who.js';

type Sentences = {readonly [T in FactType]: (fact: FactOf<T>, names: Naming) => string};

/** What a sentence can say better when it is known; each part may be missing. */
export interface Naming {
  /** For the times in it; UTC where absent. */
  readonly zone?: string | undefined;
  /** The name of an alert by its key. */
  alert?(key: AlertKey): string | undefined;
  /** Whose a silence is by `source/id`: `the ack of ana`. */
  holder?(key: string): string | undefined;
  /** The title of an ack by its id. */
  ack?(id: string): string | undefined;
  /** The title of a walk's runbook by its id. */
  walk?(id: string): string | undefined;
  /** The first line of what a run ran, by its id. */
  run?(id: string): string | undefined;
  /** What a delivery sends and where, by its id: `DiskFull to room`. */
  delivery?(id: string): string | undefined;
  /** What a task of an incident is, by its id. */
  task?(id: string): string | undefined;
  /** What a temporary measure of an incident is, by its id. */
  measure?(id: string): string | undefined;
}

/** What a fact says, as one sentence without its own time. A fact that this version cannot read says its type. */
export function sentence(fact: Fact, naming: Naming = {}): string {
  const why = whyUnreadable(fact);
  if (why === 'malformed') return `${fact.by}: ${fact.type} (in a shape that this version cannot read)`;
  if (why === 'newer' || !isKnown(fact)) return `${fact.by}: ${fact.type} (from a newer version)`;
  const said = (SENTENCES[fact.type] as (fact: Fact, naming: Naming) => string)(fact, naming);
  return fact.for === undefined || fact.type in leaseSentences ? said : `${said} (the relay, for ${fact.for})`;
}

function watchdogOf({source, labels}: {readonly source: string; readonly labels: Labels}): string {
  return `${watchdogLabels(labels)} from ${source}`;
}

function failedHow({final, lost}: FactOf<'ack.failed'>): string {
  if (final) return 'failed';
  return lost === true ? 'holds no more' : 'not placed yet';
}

/** An end, with its day unless that is the day of the fact. */
function endText(endsAt: number, {at}: {readonly at: string}, {zone}: Naming): string {
  return dayHhmm(endsAt, Date.parse(at), zone);
}

/** What a fact is about, as names to search by: alert keys, acks, silences, sources. */
export function subjects(fact: Fact): readonly string[] {
  const found: string[] = [];
  const {source, fingerprint, ack, silence, token, alert, alerts, delivery} = fact as Readonly<Record<string, unknown>>;
  const at = typeof source === 'string' ? source : '';
  if (typeof fingerprint === 'string') found.push(`${at}/${fingerprint}`);
  if (typeof ack === 'string') found.push(ack);
  if (typeof silence === 'string') found.push(`${at}/${silence}`);
  if (typeof token === 'string') found.push(token);
  if (typeof delivery === 'string') found.push(delivery);
  if (isOccurrence(alert)) found.push(`${alert.source}/${alert.fingerprint}`);
  if (Array.isArray(alerts))
    found.push(
      ...alerts.flatMap((one?: {readonly source?: string; readonly fingerprint?: string} | null) =>
        typeof one?.fingerprint !== 'string' ? [] : [`${one.source ?? at}/${one.fingerprint}`],
      ),
    );
  return found;
}

function isOccurrence(value: unknown): value is {readonly source: string; readonly fingerprint: string} {
  return typeof value === 'object' && value !== null && 'source' in value && 'fingerprint' in value;
}

const SENTENCES: Sentences = {
  ...turnSentences,

  'alert.fired': fact =>
    `${fact.severity} ${alertTitle(fact)} fired in ${fact.source}${fact.summary ? `: ${fact.summary}` : ''}`,
  'alert.changed': (fact, names) => `${nameOf(fact, names)} ${changeOf(fact, names)}`,
  'alert.resolved': (fact, names) =>
    fact.reason === 'operator'
      ? `${fact.by} said that ${nameOf(fact, names)} is over`
      : `${nameOf(fact, names)} ${RESOLVED[fact.reason]}`,
  'alert.judged': (fact, names) => `${fact.by} called ${nameOf(fact, names)} ${fact.verdict}${because(fact.reason)}`,

  'ack.requested': (fact, names) =>
    fact.carrier === 'team'
      ? `${fact.by} acks ${names.ack?.(fact.ack) ?? fact.title} in ${fact.source}, which cannot be silenced: a word to the team`
      : `${fact.by} acks ${names.ack?.(fact.ack) ?? fact.title} in ${fact.source} for ${brief(fact.duration)}${fact.extend ? ', kept while it fires' : ''}`,
  'ack.placed': (fact, names) =>
    `ack of ${ackOf(fact.ack, names)} is silence ${short(fact.silence)} at ${fact.member} until ${endText(fact.endsAt, fact, names)}`,
  'ack.extended': (fact, names) => `ack of ${ackOf(fact.ack, names)} kept until ${endText(fact.endsAt, fact, names)}`,
  'ack.failed': (fact, names) => `ack of ${ackOf(fact.ack, names)} ${failedHow(fact)}: ${fact.reason}`,
  'ack.ended': (fact, names) =>
    `ack of ${ackOf(fact.ack, names)} ${ENDED[fact.reason](fact.by)}${because(fact.detail)}`,
  'ack.unheld': (fact, names) =>
    fact.alerts.length === 0
      ? `ack of ${ackOf(fact.ack, names)} holds again`
      : `ack of ${ackOf(fact.ack, names)} does not hold: ${fact.source} lists its silence ${short(fact.silence)} as active and shows ${counted(fact.alerts.length, 'alert')} of it active all the same`,
  'ack.taken': (fact, names) => {
    const {by, from, to} = fact;
    const title = ackOf(fact.ack, names);
    if (to === undefined) return `${by} took ${title} over from ${from}`;
    return wasAskedByHand(fact)
      ? `${by} gave ${title} of ${from} to ${to}`
      : `${to} has ${title} of ${from}: its silence says so`;
  },
  'ack.reminded': (fact, names) =>
    fact.because === 'time'
      ? `reminder: ${ackOf(fact.ack, names)} is still acked`
      : `reminder: ${ackOf(fact.ack, names)} got worse since it was acked`,
  'ack.confirmed': (fact, names) => `${fact.by} is still on ${ackOf(fact.ack, names)}`,

  'silence.requested': fact =>
    `${fact.by} ${orderOf(fact)} silence of ${fact.matchers.map(matcherText).join(' ')} in ${fact.source}: ${fact.comment}`,
  'silence.placed': (fact, names) =>
    `silence ${short(fact.silence)} by ${fact.createdBy} holds ${fact.matchers.map(matcherText).join(' ')} in ${fact.source} until ${endText(fact.endsAt, fact, names)}`,
  'silence.failed': fact => `silence in ${fact.source} failed: ${fact.reason}`,
  'silence.expired': fact => `silence ${short(fact.silence)} in ${fact.source} ended`,

  'note.added': fact => `${fact.by}${fact.title === undefined ? '' : ` on ${fact.title}`}: ${fact.text}`,
  'change.recorded': (fact, names) => {
    const where = fact.service === undefined ? '' : ` in ${oneLine(fact.service)}`;
    const planned = fact.on > Date.parse(fact.at) ? `, planned for ${endText(fact.on, fact, names)}` : '';
    return `change${where} by ${fact.by}${planned}: ${fact.text}`;
  },
  'pager.reported': fact => `${fact.by} ${REPORTED[fact.what]} incident ${fact.incident} in ${fact.target}`,

  'source.met': fact => `${fact.source} is at ${fact.members.join(' and ')}`,
  'source.renamed': fact => `${fact.from} is called ${fact.source} now: what was its goes on under that name`,
  'source.lost': fact => `${fact.source} stopped answering: ${fact.reason}`,
  'source.recovered': fact => `${fact.source} answers again after ${brief(fact.lostFor)}`,
  'watchdog.missing': fact => `no Watchdog from ${fact.source}: its alerts may not reach you`,
  'watchdog.returned': fact => `Watchdog of ${fact.source} is back`,
  'watchdog.one-missing': fact => `no Watchdog ${watchdogOf(fact)}: alerts of its Prometheus may not reach you`,
  'watchdog.one-returned': fact => `Watchdog ${watchdogOf(fact)} is back, or another took its place`,
  'watchdog.forgotten': fact => `Watchdog ${watchdogOf(fact)} went for good, and is not expected any more`,

  'runbook.opened': fact =>
    `${fact.by} opened the runbook ${fact.title}${fact.about === undefined ? '' : ` for ${fact.about}`}`,
  'runbook.escalation-due': (fact, names) =>
    `the runbook${named(names.walk?.(fact.walk))} says: escalate to ${fact.to}, ${brief(fact.after)} are over`,
  'runbook.closed': (fact, names) =>
    `${fact.by} closed the runbook${named(names.walk?.(fact.walk))}: ${fact.done} of ${fact.total} steps done${fact.skipped > 0 ? `, ${fact.skipped} skipped` : ''}`,
  'step.confirmed': fact => `${fact.by} runs on ${fact.place.host}: ${firstLine(fact.text)}`,
  'step.started': (fact, names) => `started: ${names.run?.(fact.run) ?? fact.run}`,
  'step.stop-requested': (fact, names) => `${fact.by} stops: ${names.run?.(fact.run) ?? fact.run}`,
  'step.finished': (fact, names) =>
    fact.run === undefined
      ? `${fact.by} did the step ${fact.title}`
      : `${names.run?.(fact.run) ?? fact.title}: ${FINISHED[fact.how]}${exitOf(fact)}${leftOf(fact)}`,
  'step.skipped': fact => `${fact.by} skipped the step ${fact.title}${because(fact.reason ?? 'no reason given')}`,
  'step.reopened': fact => `${fact.by} took up the step ${fact.title} again`,
  'step.failed': (fact, names) => `${names.run?.(fact.run) ?? fact.title}: ${fact.reason}${leftOf(fact)}`,
  'step.left-seen': (fact, names) =>
    fact.left.length === 0
      ? `nothing that ${names.run?.(fact.run) ?? fact.run} left behind runs any more`
      : `of ${names.run?.(fact.run) ?? fact.run}${leftOf(fact)}`,

  ...ESCALATION_SENTENCES,
  ...incidentSentences,
  ...leaseSentences,

  'feed.reached': fact => `the team's facts are recorded up to ${fact.id}`,
  'fact.unread': fact => `${fact.by}: ${fact.of} (from a newer version)`,
  'journal.recovered': (fact, names) =>
    `recording works again; not recorded since ${hhmm(fact.since, names.zone)}: ${fact.reason}`,
  'checklist.ticked': ({by, list, item, undone}) =>
    `${by} ${undone === true ? 'opens again' : 'saw to'} (${LISTS[list]}): ${item}`,
  'checklist.checked': ({list, item, ok, said}) =>
    `checked (${LISTS[list]}), ${ok ? 'well' : 'NOT well'}: ${item}: ${said}`,
  ...handoffSentences,
};

const LISTS: Readonly<Record<FactOf<'checklist.ticked'>['list'], string>> = {
  before: 'before the watch',
  start: 'at its start',
  end: 'at its end',
};

const RESOLVED: Readonly<Record<Exclude<FactOf<'alert.resolved'>['reason'], 'operator'>, string>> = {
  absent: 'resolved',
  'resolved-event': 'resolved',
  rotated: 'fired anew, the earlier one resolved',
};

const ENDED: Readonly<Record<FactOf<'ack.ended'>['reason'], (by: string) => string>> = {
  resolved: () => 'ended: its alerts are gone',
  released: by => `released by ${by}`,
  lapsed: () => 'lapsed',
  'expired-elsewhere': () => 'ended elsewhere',
  failed: () => 'ended: it could not be placed',
  taken: () => 'given up: somebody else has it',
};

const FINISHED: Readonly<Record<FactOf<'step.finished'>['how'], string>> = {
  exited: 'ended',
  stopped: 'was stopped',
  'idle-timeout': 'was ended, because it said nothing for too long',
  'total-timeout': 'was ended, because it took too long',
  said: 'done',
};

const ORDERED: Readonly<Record<FactOf<'silence.requested'>['op'], string>> = {
  create: 'asks for a',
  update: 'moves the end of the',
  expire: 'ends the',
};

function orderOf({op, by, createdBy, from}: FactOf<'silence.requested'>): string {
  if (from === undefined) return ORDERED[op];
  return createdBy === by ? `takes over from ${from} the` : `gives ${createdBy} ${from}’s`;
}

const REPORTED: Readonly<Record<FactOf<'pager.reported'>['what'], string>> = {
  acknowledged: 'acknowledged',
  unacknowledged: 'took back the acknowledgement of',
  resolved: 'resolved',
  escalated: 'escalated',
  reassigned: 'reassigned',
  triggered: 'opened',
};

function changeOf(fact: FactOf<'alert.changed'>, names: Naming): string {
  const parts: string[] = [];
  if (fact.severity !== undefined) parts.push(`is ${fact.severity} now`);
  if (fact.suppressedBy !== undefined)
    parts.push(fact.suppressedBy.length === 0 ? 'is no longer held back' : heldBack(fact, fact.suppressedBy, names));
  else if (fact.state !== undefined) parts.push(`is ${fact.state} now`);
  if (fact.annotations !== undefined) parts.push('has new annotations');
  return parts.length === 0 ? 'changed' : parts.join(', ');
}

/** Who holds it back: an ack and a silence are two things. */
function heldBack({source}: {readonly source: string}, by: readonly string[], names: Naming): string {
  const [first = '', ...others] = by;
  const key = `${source}/${first}`;
  const known = names.holder?.(key) ?? names.alert?.(key) ?? (isSilenceId(first) ? `silence ${short(first)}` : first);
  return `is held back by ${known}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

function isSilenceId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function exitOf({code, signal}: FactOf<'step.finished'>): string {
  if (signal !== undefined) return `, by ${signal}`;
  return code === undefined ? '' : `, exit ${code}`;
}

function leftOf({left = []}: {readonly left?: readonly LeftProcess[] | undefined}): string {
  return left.length === 0 ? '' : `, still running: ${left.map(({pid, command}) => `${command} (${pid})`).join(', ')}`;
}

function named(title: string | undefined): string {
  return title === undefined ? '' : ` ${title}`;
}

function firstLine(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  return rest.length === 0 ? first : `${first} …`;
}

function because(text: string | undefined): string {
  return text === undefined || text === '' ? '' : ` (${text})`;
}

function nameOf(fact: {readonly source: string; readonly fingerprint: string}, names: Naming): string {
  return names.alert?.(alertKey(fact)) ?? `${fact.source}/${fact.fingerprint}`;
}

function ackOf(id: string, names: Naming): string {
  return names.ack?.(id) ?? id;
}

function short(id: string): string {
  return id.slice(0, 8);
}
