import {matcherText} from '../alert/matcher.js';
import {type Fact, isFact} from '../shift/fact.js';
import {fold, initialShift} from '../shift/fold.js';
import {inTime} from '../shift/in-time.js';
import {isPlanned} from '../shift/planned.js';
import type {WatchState} from '../watch-state.js';
import {changesIn} from './changes.js';
import {recordedAt} from './episodes.js';
import type {Handoff, HandoffPage} from './handoff.js';
import {issueOf} from './issue.js';
import {type PageAbout, pagesAbout} from './pages.js';
import {readFacts} from './read-facts.js';
import {type ShiftSpan, shiftsIn} from './shifts.js';

/** Unix ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Shorter than this, ms, a gap between two watches is a change of hands. */
const UNREMARKABLE = 60_000;

/**
 * What a watch is told from, by time: of one of another journal, without what was done in this one, and with the state that its
 * own facts add up to.
 */
export function ofJournal(
  origin: string | undefined,
  facts: readonly Fact[],
  state: WatchState,
): Pick<WatchState, 'shift'> & {readonly facts: readonly Fact[]} {
  const own = state.shift.origin;
  if (origin === undefined || origin === own || !facts.some(fact => fact.origin === origin))
    return {facts: inTime(facts), shift: state.shift};
  const theirs = facts.filter(fact => fact.origin === origin);
  return {facts: inTime(facts.filter(fact => fact.origin !== own)), shift: fold(initialShift(origin), theirs)};
}

/** What a watch tells of what was recorded, also before it. */
export interface Told {
  /** Since when what is recorded is told, Unix ms. */
  readonly since: number;
  /** When nobody had the watch before it, where that is worth a word. */
  readonly gap?: Span;
  /** Whether a fact is told, that counts as of `at`, Unix ms: of when it was recorded, where that is not said. */
  readonly tells: (fact: Fact, at?: number) => boolean;
}

/**
 * Since when what was recorded is told in a watch: since the end of the one before, however short nobody had it, or else
 * since its begin. What its own journal recorded while another one's had the watch is told by no other handoff, and so
 * here: since the end of the last watch of that journal.
 */
export function toldSince(
  facts: readonly Fact[],
  {from, shift}: {readonly from: number; readonly shift?: string | undefined},
): Told {
  const shifts = shiftsIn(facts);
  const ends = shift === undefined ? [] : endsBefore(facts, shifts, {from, shift});
  const since = lastOf(ends) ?? from;
  const own = shifts.find(({id}) => id === shift)?.origin;
  const ownSince = lastOf(ends.filter(({origin}) => origin === own)) ?? since;
  const tells = (fact: Fact, at = recordedAt(fact)) =>
    at >= since || (fact.origin === own && recordedAt(fact) >= ownSince);
  return from - since < UNREMARKABLE ? {since, tells} : {since, gap: {from: since, to: from}, tells};
}

interface End {
  readonly origin: string;
  readonly at: number;
}

/** When the watches before one ended, at most its begin, and in which journals. */
function endsBefore(
  facts: readonly Fact[],
  shifts: readonly ShiftSpan[],
  {from, shift}: {readonly from: number; readonly shift: string},
): readonly End[] {
  const begun = new Set(shifts.map(({id}) => id));
  // Of the watch before one of another journal, its end is all that came with it.
  const others = facts
    .filter(fact => isFact(fact, 'shift.ended'))
    .filter(fact => !begun.has(fact.shift))
    .map(fact => ({origin: fact.origin, at: fact.on ?? recordedAt(fact)}))
    .filter(({at}) => at <= from);
  const known = shifts
    .filter(one => one.id !== shift && one.startedAt < from)
    .map(({origin, endedAt = from}) => ({origin, at: Math.min(from, endedAt)}));
  return [...others, ...known];
}

function lastOf(ends: readonly End[]): number | undefined {
  return ends.length === 0 ? undefined : Math.max(...ends.map(({at}) => at));
}

/**
 * What was changed, of what is told until `to`, Unix ms. What was planned is of the span in which its time came, whenever
 * that was recorded.
 */
export function changesOf(
  facts: readonly Fact[],
  {tells, to}: Pick<Told, 'tells'> & {readonly to: number},
): Handoff['changes'] {
  return changesIn(
    facts.filter(fact => {
      const isOfPlan = isFact(fact, 'change.recorded') && isPlanned(fact);
      const at = isOfPlan ? Math.max(fact.on, recordedAt(fact)) : recordedAt(fact);
      return tells(fact, at) && at <= to;
    }),
  );
}

/** The pages about the alerts of an issue that were asked for in a span. */
export function pagesByIssue(
  facts: readonly Fact[],
  pages: readonly PageAbout[],
): (issue: string, span: Span) => readonly HandoffPage[] {
  const alerts = new Map<string, {readonly source: string; readonly fingerprint: string}[]>();
  const read = readFacts({
    'alert.fired': fact => {
      const {id} = issueOf(fact);
      const known = alerts.get(id);
      if (known === undefined) alerts.set(id, [fact]);
      else known.push(fact);
    },
  });
  if (pages.length > 0) for (const fact of facts) read(fact);
  return (issue, span) => (pages.length === 0 ? [] : pagesAbout(pages, alerts.get(issue) ?? [], span));
}

/** What is planned for after `to`, Unix ms: changes that were recorded for a time to come, and silences that have not begun. */
export function scheduledWork(facts: readonly Fact[], {live}: WatchState, to: number): Handoff['scheduled'] {
  const changes = changesIn(facts).filter(({on, planned}) => planned === true && on > to);
  const silences = [...live.silences.values()]
    .filter(({state}) => state === 'pending')
    .map(({startsAt, endsAt, createdBy, comment, matchers, source}) => ({
      on: startsAt,
      until: endsAt,
      by: createdBy,
      text: `silence of ${matchers.map(matcherText).join(' ')} in ${source}${comment === '' ? '' : `: ${comment}`}`,
    }));
  return [...changes, ...silences].sort((a, b) => a.on - b.on);
}
