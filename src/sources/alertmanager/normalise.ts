import type {Alert, AlertState, Labels} from '../../core/alert/alert.js';
import type {Silence, SilenceState} from '../../core/alert/silence.js';
import {exactText} from '../../lib/exact-text.js';
import type {RawAlert, RawSilence} from './raw.js';
import {type Altered, annotationsOf, labelsOf, lineOf} from './texts.js';

export interface Origin {
  /** Name of the source. */
  readonly source: string;
  /** Name of the member that said it. */
  readonly member: string;
  readonly altered?: (one: Altered) => void;
}

/** An alert as one member shows it. */
export function alertOf(raw: RawAlert, origin: Origin): Alert {
  const status = raw.status ?? {};
  const silencedBy = names(status.silencedBy);
  const inhibitedBy = names(status.inhibitedBy);
  return {
    source: origin.source,
    fingerprint: lineOf(raw.fingerprint),
    startsAt: instant(raw.startsAt),
    labels: labelsOf(raw.labels, origin.altered),
    annotations: annotationsOf(raw.annotations),
    generatorURL: lineOf(raw.generatorURL),
    state: stateOf(status.state, silencedBy.length + inhibitedBy.length > 0),
    silencedBy,
    inhibitedBy,
    mutedBy: names(status.mutedBy),
    receivers: (raw.receivers ?? []).map(receiver => lineOf(receiver?.name)),
    members: [origin.member],
  };
}

/**
 * Whether the raw alert says what we already have. Cheap, because it compares with the filtered form: text that had to
 * be altered never matches and takes the slow way. When it was refreshed (`updatedAt`, `endsAt`) does not count.
 */
export function isSame(raw: RawAlert, known: Alert): boolean {
  return isSameButInhibitors(raw, known) && sameList(raw.status?.inhibitedBy ?? [], known.inhibitedBy);
}

/** The known alert with the inhibitors that the raw one names, where nothing else differs. */
export function withInhibitors(raw: RawAlert, known: Alert): Alert | undefined {
  return isSameButInhibitors(raw, known) ? {...known, inhibitedBy: names(raw.status?.inhibitedBy)} : undefined;
}

function isSameButInhibitors(raw: RawAlert, known: Alert): boolean {
  const status = raw.status ?? {};
  return (
    instant(raw.startsAt) === known.startsAt &&
    sameRecord(raw.labels, known.labels) &&
    sameRecord(raw.annotations ?? {}, known.annotations) &&
    (raw.generatorURL ?? '') === known.generatorURL &&
    status.state === known.state &&
    sameList(status.silencedBy ?? [], known.silencedBy) &&
    sameList(status.mutedBy ?? [], known.mutedBy) &&
    sameReceivers(raw.receivers ?? [], known.receivers)
  );
}

export function silenceOf(raw: RawSilence, source: string): Silence {
  const annotations = raw.annotations === undefined ? undefined : annotationsOf(raw.annotations);
  return {
    source,
    id: lineOf(raw.id),
    matchers: raw.matchers.map(matcher => ({
      name: exactText(matcher.name),
      value: exactText(matcher.value),
      isRegex: matcher.isRegex === true,
      isEqual: matcher.isEqual !== false,
    })),
    startsAt: instant(raw.startsAt),
    endsAt: instant(raw.endsAt),
    updatedAt: instant(raw.updatedAt ?? raw.startsAt),
    createdBy: lineOf(raw.createdBy),
    comment: lineOf(raw.comment),
    state: silenceStateOf(raw.status?.state),
    ...(annotations === undefined || Object.keys(annotations).length === 0 ? {} : {annotations}),
  };
}

/** RFC 3339 with any number of decimals and any zone, as Unix ms. */
export function instant(text: string): number {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? 0 : ms;
}

export function sameRecord(a: Labels, b: Labels): boolean {
  let count = 0;
  for (const name in a) {
    if (a[name] !== b[name]) return false;
    count++;
  }
  for (const _ in b) count--;
  return count === 0;
}

export function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function sameReceivers(raw: readonly {readonly name: string}[], known: readonly string[]): boolean {
  return raw.length === known.length && raw.every((receiver, index) => receiver?.name === known[index]);
}

function names(list: readonly string[] | null | undefined): readonly string[] {
  return (list ?? []).map(lineOf);
}

/** A state we do not know must not hide an alert: it counts as active unless something is named that holds it back. */
function stateOf(state: string | undefined, heldBack: boolean): AlertState {
  if (state === 'active' || state === 'suppressed' || state === 'unprocessed') return state;
  return heldBack ? 'suppressed' : 'active';
}

function silenceStateOf(state: string | undefined): SilenceState {
  return state === 'expired' || state === 'pending' ? state : 'active';
}
