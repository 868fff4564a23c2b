import type {Settings} from '../settings.js';
import {type Fact, isFact} from '../shift/fact.js';
import {recordedAt} from './episodes.js';
import {isUrgent} from './figures.js';
import type {Handoff} from './handoff.js';
import {isDeadMansSwitch, issueOf} from './issue.js';
import {missedBy, missedIssues} from './missed-alerts.js';
import {readFacts} from './read-facts.js';
import type {Meanwhile, MissedAlert, Unwatched, UnwatchedSpan} from './unwatched-hours.js';
import type {Figures} from './watch-figures.js';

/** Shorter than this, ms, nobody missed anything: a terminal that is opened anew, a cockpit that takes over from another. */
const UNREMARKABLE = 60_000;

/** When no cockpit of a journal was open. Times are Unix ms. */
interface Attendance {
  /** Since when it is recorded at all; absent where it is not. */
  readonly knownFrom?: number;
  readonly spans: readonly {readonly from: number; readonly to?: number}[];
}

interface AttendanceSpan {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Whose cockpit: the journal's name. */
  readonly origin: string;
  /** When a cockpit was last seen watching, by what is kept beside the journal. */
  readonly seen?: number;
}

/** The hours of a watch in which no cockpit was open, as far as the facts and the last sign of one tell. */
function attendanceIn(facts: readonly Fact[], watch: AttendanceSpan): Attendance {
  const {knownFrom, isOpen, closedAt, spans} = readAttendance(facts.filter(({origin}) => origin === watch.origin));
  if (knownFrom === undefined) return {spans: []};
  const {now, seen} = watch;
  const vanished = isOpen && seen !== undefined && now - seen > UNREMARKABLE;
  const last = vanished ? [{from: Math.max(seen, knownFrom)}] : [];
  return {
    knownFrom,
    spans: [...spans, ...(isOpen ? last : [{from: closedAt}])].flatMap(span => clipped(span, watch)),
  };
}

/** How it stands after the facts of one journal, and the times between. */
function readAttendance(facts: readonly Fact[]) {
  const spans: {readonly from: number; readonly to: number}[] = [];
  const state = {knownFrom: undefined as number | undefined, isOpen: false, closedAt: 0};
  let lastWord = 0;
  const read = readFacts({
    'watch.opened': ({on, lastSeen}) => {
      const from = state.isOpen ? (lastSeen ?? lastWord) : state.closedAt;
      if (state.knownFrom !== undefined) spans.push({from, to: on});
      state.knownFrom ??= on;
      state.isOpen = true;
    },
    'watch.left': ({on}) => {
      state.knownFrom ??= on;
      state.isOpen = false;
      state.closedAt = on;
    },
  });
  for (const fact of facts) {
    read(fact);
    lastWord = recordedAt(fact);
  }
  return {...state, spans};
}

function clipped(
  span: {readonly from: number; readonly to?: number},
  watch: {readonly from: number; readonly to: number; readonly now: number},
): Attendance['spans'] {
  const from = Math.max(span.from, watch.from);
  const until = Math.min(span.to ?? watch.to, watch.to);
  if (until - from < UNREMARKABLE) return [];
  return [{from, ...(span.to === undefined && watch.to >= watch.now ? {} : {to: until})}];
}

/** What is known of the hours without a cockpit: what was found afterwards, and what others have seen meanwhile. */
export function unwatchedIn(
  facts: readonly Fact[],
  span: AttendanceSpan,
  {settings, meanwhile = []}: {readonly settings: Settings; readonly meanwhile?: readonly Meanwhile[] | undefined},
): Unwatched {
  const {knownFrom, spans} = attendanceIn(facts, span);
  return {
    ...(knownFrom === undefined ? {} : {knownFrom}),
    spans: spans.map(one => {
      const until = one.to ?? span.to;
      const found = foundAfter(facts, {from: one.from, to: until, settings});
      const answers = meanwhile.filter(({from, to}) => from === one.from && to === until);
      return {
        ...one,
        relayed: relayedIn(facts, {from: one.from, to: until, origin: span.origin}),
        found,
        asked: missedBy(answers, facts, {from: one.from, settings}),
      };
    }),
  };
}

/** How often a P1 or P2 fired in these hours which the log knows nothing of, so that no figure has it. */
export function uncountedIn({spans}: Unwatched): Pick<Figures, 'uncounted'> {
  const missed = spans.flatMap(({asked}) => asked.flatMap(one => one.missed ?? []));
  const urgent = missed.filter(({severity}) => isUrgent(severity));
  const uncounted = urgent.reduce((sum, {times = 1}) => sum + times, 0);
  return uncounted === 0 ? {} : {uncounted};
}

/** The hours of which somebody else may know what fired. */
export function spansToFill({unwatched, to}: Pick<Handoff, 'unwatched' | 'to'>): readonly FilledSpan[] {
  return unwatched.spans.map(span => ({from: span.from, to: span.to ?? to}));
}

export interface FilledSpan {
  readonly from: number;
  readonly to: number;
}

/** While nobody watched it, a relay acted for that cockpit. */
function relayedIn(
  facts: readonly Fact[],
  {from, to, origin}: {readonly from: number; readonly to: number; readonly origin: string},
): UnwatchedSpan['relayed'] {
  const spans: {from: number; to: number}[] = [];
  let since: number | undefined;
  const end = (until: number) => {
    if (since !== undefined && since < to && until > from) {
      spans.push({from: Math.max(since, from), to: Math.min(until, to)});
    }
    since = undefined;
  };
  // What the relay did arrives late: its own time is the time that counts.
  const told = facts
    .filter(fact => isFact(fact, 'lease.taken') || isFact(fact, 'lease.returned'))
    .filter(fact => fact.of === origin)
    .sort((a, b) => recordedAt(a) - recordedAt(b));
  for (const fact of told) {
    if (isFact(fact, 'lease.taken')) since ??= recordedAt(fact);
    else end(recordedAt(fact));
  }
  end(to);
  return spans;
}

/** What began while nobody watched, and was still there, or told, when somebody did again. */
function foundAfter(
  facts: readonly Fact[],
  {from, to, settings}: {readonly from: number; readonly to: number; readonly settings: Settings},
): readonly MissedAlert[] {
  const times = facts
    .filter(fact => isFact(fact, 'alert.fired'))
    .filter(fact => fact.on >= from && fact.on < to && recordedAt(fact) >= to)
    .filter(fact => !isDeadMansSwitch(fact.source, fact.labels, settings))
    .map(fact => {
      const {name, place} = issueOf(fact);
      return {severity: fact.severity, name, place, from: fact.on, alert: `${fact.fingerprint} ${fact.startsAt}`};
    });
  return missedIssues(times);
}
