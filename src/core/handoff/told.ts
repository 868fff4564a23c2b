import {matcherText} from '../alert/matcher.js';
import type {Fact} from '../shift/fact.js';
import {fold, initialShift} from '../shift/fold.js';
import {inTime} from '../shift/in-time.js';
import type {WatchState} from '../watch-state.js';
import {changesIn} from './changes.js';
import type {Handoff, HandoffPage} from './handoff.js';
import {issueOf} from './issue.js';
import {type PageAbout, pagesAbout} from './pages.js';
import {readFacts} from './read-facts.js';
import {shiftsIn} from './shifts.js';

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

/** Since when nobody had the watch before this one; undefined where somebody had, or nobody ever. */
export function gapBefore(
  facts: readonly Fact[],
  {from, shift}: {readonly from: number; readonly shift?: string},
): Span | undefined {
  if (shift === undefined) return undefined;
  const ends = shiftsIn(facts)
    .filter(one => one.id !== shift && one.startedAt < from)
    .map(({endedAt}) => endedAt ?? from);
  const last = Math.max(...ends);
  return ends.length === 0 || from - last < UNREMARKABLE ? undefined : {from: last, to: from};
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

/** What is planned: changes that were recorded for a time to come, and silences that have not begun. */
export function scheduledWork(facts: readonly Fact[], {live}: WatchState, now: number): Handoff['scheduled'] {
  const changes = changesIn(facts).filter(({on}) => on > now);
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
