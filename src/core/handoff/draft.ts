import type {Fact} from '../shift/fact.js';
import {logBegin} from '../shift/log-begin.js';
import type {WatchState} from '../watch-state.js';
import type {WrittenHandoff} from './command.js';
import {type HandoffSpan, handoffDocument} from './document.js';
import {mergeEdit} from './edit.js';
import type {Handoff} from './handoff.js';
import {drawnMarkdown} from './markdown.js';
import type {ShiftSpan} from './shifts.js';
import {type Statement, traceOf} from './trace.js';

/** A handoff as it would be written now. */
export interface HandoffDraft {
  readonly handoff: Handoff;
  /** What is drawn from the facts and the look alone. */
  readonly drawn: string;
  /** The same with the operator's own words. */
  readonly markdown: string;
  /** In how many places the facts have moved on in what the operator had rewritten. */
  readonly moved: number;
  /** What of it the sources showed, rather than the facts. */
  readonly observed: Readonly<Record<string, unknown>>;
  /** The watch that it is of. */
  readonly shift?: string;
  /** What each statement is drawn from. */
  readonly trace: () => readonly Statement[];
}

export interface DraftAsk extends Pick<HandoffSpan, 'now' | 'unread' | 'seen' | 'meanwhile'> {
  readonly shift?: ShiftSpan | undefined;
}

/** The handoff of a watch, or of all facts where there is none. Facts are readable ones, oldest first. */
export function draftOf(state: WatchState, facts: readonly Fact[], {now, shift, ...known}: DraftAsk): HandoffDraft {
  const first = logBegin(facts) ?? now;
  const handoff = handoffDocument(state, facts, {
    from: shift?.startedAt ?? first,
    to: shift?.endedAt ?? now,
    now,
    ...(shift === undefined ? {} : {shift: shift.id, origin: shift.origin}),
    ...known,
  });
  const drawn = drawnMarkdown(handoff);
  const {text, moved} = handoff.edit === undefined ? {text: drawn, moved: 0} : mergeEdit(handoff.edit, drawn);
  return {
    handoff,
    drawn,
    markdown: text,
    moved,
    observed: observedIn(handoff),
    trace: () => traceOf(handoff, facts),
    ...(shift === undefined ? {} : {shift: shift.id}),
  };
}

/** What is recorded of a draft that is written or sent. */
export function writtenOf(
  {handoff: {from, to}, observed, shift}: HandoffDraft | Omit<HandoffDraft, 'drawn' | 'moved' | 'trace'>,
  made: Pick<WrittenHandoff, 'sha256' | 'format' | 'file'>,
): WrittenHandoff {
  return {...made, from, to, observed, ...(shift === undefined ? {} : {shift})};
}

/** What the sources showed, of a handoff: all in it that does not come from facts. */
function observedIn({
  now,
  ongoing,
  silences,
  answered,
  short,
  unseen,
  left,
  unwatched,
}: Handoff): Readonly<Record<string, unknown>> {
  return {now, ongoing, silences, answered, short, unseen, left, unwatched};
}
