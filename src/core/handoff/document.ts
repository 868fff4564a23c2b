import {alertKey} from '../alert/alert.js';
import {compareSeverity, worst} from '../alert/severity.js';
import type {EndedOccurrence} from '../shift/command.js';
import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import {logBegin} from '../shift/log-begin.js';
import {wasAskedByHand} from '../shift/who.js';
import {withoutRepeats} from '../shift/without-repeats.js';
import type {WatchState} from '../watch-state.js';
import {asksOf} from './asks.js';
import {blindSpans} from './blind.js';
import {editIn} from './edit.js';
import {type Episode, episodesOf, recordedAt} from './episodes.js';
import {type BegunEpisode, figuresOf, isUrgent} from './figures.js';
import type {EndedIssue, Handoff, HandoffQuestion, LesserIssue} from './handoff.js';
import {incidentLines, openActions} from './incident-lines.js';
import {itsOwnUntil, withFirstSight} from './its-own.js';
import {knownLive} from './known-live.js';
import {looksAt, standingSilences} from './looks.js';
import {withNamesOfNow} from './names-of-now.js';
import {byIssue, noisyAlerts} from './noise.js';
import {looksAgain} from './not-looked.js';
import {notesIn} from './notes.js';
import {incidentsOfIssues} from './of-incidents.js';
import type {OfWhich} from './of-which.js';
import {ongoingIssues} from './ongoing.js';
import {openWalks} from './open-walks.js';
import {ownEnds} from './own-ends.js';
import {pagesIn} from './pages.js';
import {takenOver} from './taken-over.js';
import {changesOf, ofJournal, pagesByIssue, type Span, scheduledWork, toldSince} from './told.js';
import {unsentDeliveries} from './unsent.js';
import {untoldIn} from './untold.js';
import {uncountedIn, unwatchedIn} from './unwatched.js';
import type {Meanwhile} from './unwatched-hours.js';

/** The watch from `from` to `to`, looked at `now`; all Unix ms. */
export interface HandoffSpan {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Which watch it is, where it has a name. */
  readonly shift?: string;
  /** What of the log could not be read, in words. */
  readonly unread?: string;
  /** The journal whose cockpit was to watch; that of the log where it is not said. */
  readonly origin?: string;
  /** When a cockpit was last seen watching, by what is kept beside the journal. */
  readonly seen?: number;
  /** What others saw while no cockpit was open. */
  readonly meanwhile?: readonly Meanwhile[];
}

/** How long after `from` the first fact may come before the gap is worth a word, ms. */
const UNREMARKABLE = 5 * 60_000;

/**
 * What one watch leaves to the next. Depends on its arguments alone: the same facts and the same look give the same
 * handoff. `facts` may begin before the watch; the earlier ones only tell what was already there.
 */
export function handoffDocument(state: WatchState, facts: readonly Fact[], span: HandoffSpan): Handoff {
  const {from, to, now} = span;
  const {shift, settings} = state;
  const {there, log, until, recordedIn, within, since, gap, tells, told, known, episodes, over, counted, begun} =
    readOf(state, facts, span);
  const started = beginIn(within, span.shift);
  const operator = started?.operator ?? shift.shift?.operator ?? settings.operator;
  const changes = changesOf(until, {tells, to});
  const pages = pagesIn(log);
  const partOf = incidentsOfIssues(log, [...shift.incidents.values()]);
  const edit = editIn(facts, span.shift);
  const endings = {from: since, changes, pages: pagesByIssue(until, pages), incidents: shift.incidents};
  const taken = takenOver(facts, {from, to, shift: span.shift, operator});
  const hours = {...span, origin: span.origin ?? shift.origin};
  const unwatched = unwatchedIn(until, hours, {settings, meanwhile: span.meanwhile});
  const core = {
    from,
    to,
    now,
    operator,
    ...(span.shift === undefined && started === undefined ? {noWatch: true as const} : {}),
    ...zoneOf(operator, started, state),
    people: peopleIn(within, operator, span.shift),
    takenOver: taken,
    ...itsOwnUntil(facts, {...span, here: shift.origin, takenOver: taken}),
    ...recordOf(facts, span, shift.origin),
    ...(since === from ? {} : {since}),
    ...(gap === undefined ? {} : {gap}),
    untold: untoldIn(told),
    ...looksAt(known),
    incidents: incidentLines(state, {to, now, from: since, pages, facts}),
    actions: openActions(state, {to, from: since}),
    ongoing: ongoingIssues(known, {episodes, pages}, now)
      .map(one => partOf(one, {from: one.since, to: now}))
      .map(one => (one.since > to ? {...one, afterWatch: true as const} : one)),
    walks: openWalks(there),
    silences: withFirstSight(standingSilences(known, now), log),
    unsent: unsentDeliveries(there, since),
    ended: endedIssues(over, endings).map(one => partOf(one, {from: one.startedAt, to: one.endedAt})),
    lesser: lesserIssues(over),
    noisy: noisyAlerts(recordedIn(counted), begun),
    changes,
    scheduled: scheduledWork(until, known.state, to),
    blind: blindSpans(state, until, {from: since, to}),
    unwatched,
    figures: {...figuresOf(recordedIn(counted), begun, settings), ...uncountedIn(unwatched)},
    questions: questionsIn(facts, within, span.shift),
    ...(edit === undefined ? {} : {edit}),
  };
  const all = {...core, notes: notesIn(told, {...core, episodes})};
  return {...all, asks: [...asksOf(all), ...looksAgain(all)]};
}

/** The facts as one watch has them: what was recorded by its end, what it tells, and what fired. */
function readOf(state: WatchState, facts: readonly Fact[], span: HandoffSpan) {
  const {from, to, now} = span;
  const there = ofJournal(span.origin, facts, state);
  const log = withoutRepeats(withNamesOfNow(there.facts));
  const until = log.filter(fact => recordedAt(fact) <= to);
  const recordedIn = (begin: number) => until.filter(fact => recordedAt(fact) >= begin);
  const within = recordedIn(from);
  // What was done while nobody had the watch is told by whoever has it next, who is called, too, as hands change.
  const {since, gap, tells} = toldSince(facts, span);
  const told = until.filter(fact => tells(fact));
  const counted = gap === undefined ? since : from;
  const known = knownLive(state, log, now);
  const episodes = episodesOf([...until, ...wordsAfter(log, until, {to, now})], state.settings);
  const isOwnEnd = ownEnds(facts, {since, tells});
  const over = episodes.filter(one => isEndedSince(one, since) || isOwnEnd(one));
  const begun = begunIn(episodes, {from, counted});
  return {there, log, until, recordedIn, within, since, gap, tells, told, known, episodes, over, counted, begun};
}

/** The begin of the watch, or of the first one where none is named. */
function beginIn(within: readonly Fact[], shift: string | undefined) {
  return within.filter(fact => isFact(fact, 'shift.started')).find(one => shift === undefined || one.shift === shift);
}

/** Who did something in the watch; whoever ended or handed over another one meanwhile did nothing in this. */
function peopleIn(within: readonly Fact[], operator: string, shift: string | undefined): readonly string[] {
  const isOfOther = (fact: Fact) => shift !== undefined && 'shift' in fact && fact.shift !== shift;
  const deeds = within.filter(fact => !isOfOther(fact));
  return [...new Set([operator, ...deeds.map(({by}) => by)])].filter(by => wasAskedByHand({by}));
}

/** Since when there is a record, what another account has of the time before, and what of it could not be read. */
function recordOf(
  facts: readonly Fact[],
  {from, unread, origin}: HandoffSpan,
  own: string,
): Pick<Handoff, 'recordedFrom' | 'broughtFrom' | 'unread'> {
  const said = unread === undefined ? {} : {unread};
  const begin = logBegin(facts) ?? from;
  const recordedFrom = logBegin(facts.filter(fact => fact.origin === (origin ?? own))) ?? begin;
  if (recordedFrom <= from + UNREMARKABLE) return said;
  return {recordedFrom, ...(begin < recordedFrom ? {broughtFrom: Math.max(from, begin)} : {}), ...said};
}

/** What fired before anybody watched is this watch's call, and as late as it is: its times count from its own beginning. */
function begunIn(
  episodes: readonly Episode[],
  {from, counted}: {readonly from: number; readonly counted: number},
): readonly BegunEpisode[] {
  return episodes
    .filter(({seenAt}) => seenAt >= counted)
    .map(episode => (episode.startedAt < from ? {...episode, inherited: true} : episode));
}

/** As the watch itself says; else that of the configuration, which is of its own operator alone. */
function zoneOf(
  operator: string,
  started: FactOf<'shift.started'> | undefined,
  {settings}: WatchState,
): Pick<OfWhich, 'zone'> {
  const zone = started?.zone ?? (operator === settings.operator ? settings.ui.timeZone : undefined);
  return zone === undefined ? {} : {zone};
}

/** Those of the watch, also when they were asked after its end. */
function questionsIn(
  facts: readonly Fact[],
  within: readonly Fact[],
  shift: string | undefined,
): readonly HandoffQuestion[] {
  return (shift === undefined ? within : facts)
    .filter(fact => isFact(fact, 'handoff.asked'))
    .filter(fact => fact.shift === shift)
    .map(({question, by, text}) => ({question, by, text}));
}

/** What was said after the end of the watch of alerts that ended in it. */
function wordsAfter(
  log: readonly Fact[],
  until: readonly Fact[],
  {to, now}: Pick<Handoff, 'to' | 'now'>,
): readonly Fact[] {
  const isAfter = (at: number) => at > to && at <= now;
  const after = log.filter(fact => isFact(fact, 'note.added') && isAfter(recordedAt(fact)));
  if (after.length === 0) return [];
  const name = (one: EndedOccurrence) => `${one.source}/${one.fingerprint} ${one.startsAt}`;
  const ended = new Set(until.flatMap(fact => (isFact(fact, 'alert.resolved') ? [name(fact)] : [])));
  return after.filter(fact => isFact(fact, 'note.added') && fact.alert !== undefined && ended.has(name(fact.alert)));
}

function endedIssues(
  episodes: readonly Episode[],
  {
    from,
    changes,
    pages,
    incidents,
  }: Pick<Handoff, 'from' | 'changes'> & {
    readonly pages: (issue: string, span: Span) => Handoff['ended'][number]['pages'];
    readonly incidents: WatchState['shift']['incidents'];
  },
): readonly EndedIssue[] {
  // Of an incident it is asked what it was.
  const linked = new Set([...incidents.values()].flatMap(({alerts}) => alerts.map(alertKey)));
  return episodes.flatMap(one => {
    const {issue, severity, name, place, startedAt, seenAt, endedAt, alerts, called, ack, notes, first} = one;
    if (endedAt === undefined || !isUrgent(severity)) return [];
    const measured = ack && called && seenAt >= from ? {timeToAck: Math.max(0, ack.at - startedAt)} : {};
    const during = changes.filter(
      ({on, service}) => service !== undefined && place.endsWith(`/${service}`) && on >= startedAt && on <= endedAt,
    );
    const paged = pages(issue, {from: startedAt, to: endedAt});
    const isTold = notes.length + during.length > 0 || linked.has(alertKey(first));
    const untold = isTold ? {} : untoldOf(one);
    const by = ack === undefined ? {} : {ackedBy: ack.by};
    const said = {alerts, notes, changes: during, pages: paged, ...by, ...measured, ...untold};
    return [{severity, name, place, startedAt, endedAt, ...said}];
  });
}

/**
 * An end is told by the watch in which it was recorded, also where it was before that: when the handoff of the watch in which
 * it was is drawn, nobody knows it yet.
 */
function isEndedSince({endedAt, endSeenAt = endedAt}: Episode, from: number): boolean {
  return endSeenAt !== undefined && endSeenAt >= from;
}

/** Of what was acked, and of every P1, it is asked what it was. */
function untoldOf({severity, ack, first}: Episode): Pick<EndedIssue, 'untold'> {
  return ack !== undefined || severity === 'P1' ? {untold: first} : {};
}

function lesserIssues(episodes: readonly Episode[]): readonly LesserIssue[] {
  const ended = episodes.filter(one => !isUrgent(one.severity));
  return byIssue(ended)
    .map(([{name, place}, all]) => ({
      severity: worst(all.map(({severity}) => severity)),
      name,
      place,
      times: all.length,
      total: all.reduce((sum, {startedAt, endedAt}) => sum + ((endedAt ?? startedAt) - startedAt), 0),
      notes: all.flatMap(({notes}) => notes).sort((a, b) => a.at - b.at),
    }))
    .sort((a, b) => compareSeverity(a.severity, b.severity) || b.times - a.times || b.total - a.total);
}
