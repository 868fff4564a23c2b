import type {Matcher} from '../../core/alert/matcher.js';
import type {SilenceDraft} from '../../core/alert/silence.js';
import {decodeExact, exactText} from '../../lib/exact-text.js';
import {instant} from './normalise.js';
import type {RawMatcher, RawSilence} from './raw.js';
import type {TrueValues} from './true-values.js';

/** Posted so far in the past, a new silence is in force at once whatever our clock says: the server takes its own now. */
const HEAD_START = 60_000;

/** What is posted for a draft. `current` is the silence it changes, as the server has it; `serverNow` is Unix ms. */
export function silenceBody(
  draft: SilenceDraft,
  given: {readonly current: RawSilence | undefined; readonly serverNow: number; readonly values: TrueValues},
) {
  const {current, serverNow, values} = given;
  return {
    ...(current === undefined ? {} : {id: current.id}),
    matchers: matchersFor(draft, current, values),
    startsAt: startFor(draft, {current, serverNow}),
    endsAt: new Date(endFor(draft, serverNow)).toISOString(),
    createdBy: draft.createdBy,
    comment: draft.comment,
    ...(hasAny(current?.annotations) ? {annotations: current?.annotations} : {}),
  };
}

/** When it shall end, Unix ms by the server's clock. */
export function endFor(draft: SilenceDraft, serverNow: number): number {
  return Math.round(draft.endsAt ?? serverNow + (draft.duration ?? 0));
}

/** Whether the silence carries this token as the last word of its comment. */
export function carries(raw: RawSilence, token: string): boolean {
  const comment = (raw.comment ?? '').trimEnd();
  return comment === token || comment.endsWith(` ${token}`);
}

/** The server's own matchers where they are what the draft means: another order or spelling would fork the id. */
function matchersFor(draft: SilenceDraft, current: RawSilence | undefined, values: TrueValues): readonly RawMatcher[] {
  if (current !== undefined && isMeant(current.matchers, draft.matchers)) return current.matchers;
  return draft.matchers.map(matcher => values.restore(matcher));
}

function isMeant(raw: readonly RawMatcher[], meant: readonly Matcher[]): boolean {
  return raw.length === meant.length && raw.every((matcher, index) => isSame(matcher, meant[index]));
}

function isSame(raw: RawMatcher, meant: Matcher | undefined): boolean {
  return (
    meant !== undefined &&
    exactText(raw.name) === meant.name &&
    raw.value === decodeExact(meant.value) &&
    raw.isRegex === meant.isRegex &&
    (raw.isEqual !== false) === meant.isEqual
  );
}

/** An active silence keeps its start to the letter; a pending one may be moved to another time to come. */
function startFor(
  draft: SilenceDraft,
  {current, serverNow}: {readonly current: RawSilence | undefined; readonly serverNow: number},
): string {
  const wanted = draft.startsAt ?? serverNow - HEAD_START;
  if (current === undefined) return new Date(wanted).toISOString();
  const mayMove = current.status?.state === 'pending' && draft.startsAt !== undefined;
  return mayMove && instant(current.startsAt) !== wanted ? new Date(wanted).toISOString() : current.startsAt;
}

function hasAny(annotations: RawSilence['annotations']): boolean {
  return annotations !== undefined && Object.keys(annotations).length > 0;
}
