import type {Labels} from '../alert/alert.js';
import type {ConfirmRun} from '../shift/command.js';
import {type Demand, demandOf} from './demand.js';
import type {RunbookDesk, StatementNote} from './desk.js';
import type {FilledValue, Filling} from './fill.js';
import {pointedPlace, settledPoints, variablesIn} from './points.js';
import type {RunPlace} from './run.js';
import type {Pointer, Verdict} from './verdict.js';

/** A statement of a walk that may be run. */
export interface Candidate {
  readonly walk: string;
  readonly step: string;
  readonly title: string;
  readonly statement: string;
  /** As the runbook has it, or as the operator changed it. */
  readonly text: string;
  /** The same without what its author asks for around it: what is edited. Absent where it is the text. */
  readonly written?: string;
  readonly edited: boolean;
  /** Texts of what has run in the walk: what it set is there. */
  readonly before: readonly string[];
  readonly note: StatementNote;
  /** On the operator's terminal. */
  readonly terminal: boolean;
}

/** Exactly what would run, where, and why it is what it is. */
export interface RunAsked {
  readonly candidate: Candidate;
  /** With its values, secrets in clear: what runs. */
  readonly text: string;
  /** The same for the log, secrets masked: the operator sees `text`. */
  readonly shown: string;
  readonly values: readonly FilledValue[];
  readonly env: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
  readonly verdict: Verdict;
  readonly place: RunPlace;
  readonly demand: Demand;
  /** What it was made of: with that, the place can be looked at again. */
  readonly from: Omit<Asking, 'place'>;
  /** It is asked a second time, because the place was looked at again when it was answered. */
  readonly again?: AskedAgain;
}

export interface AskedAgain {
  /** What differs from what was shown before, a sentence each. */
  readonly changed: readonly string[];
  /** The place could not be looked up. */
  readonly unknown: boolean;
}

interface Asking {
  readonly candidate: Candidate;
  readonly filling: Extract<Filling, {ok: true}>;
  readonly place: RunPlace;
  /** Of the alert that the runbook is walked for. */
  readonly labels: Labels;
}

/** What is known there may ask for more: a function of an earlier statement uses variables of its own. */
const MOST_ROUNDS = 3;

/** Where a filled statement would run, with what decides where it acts. */
export async function placeOf(
  desk: Pick<RunbookDesk, 'judge' | 'place'>,
  {candidate, filling}: Pick<Asking, 'candidate' | 'filling'>,
): Promise<RunPlace> {
  const {note, walk} = candidate;
  const names = new Set<string>();
  let place: RunPlace | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const known = {...place?.variables, ...filling.env};
    const {points = [], unsettled = []} = desk.judge(filling.text, {...note, carried: place?.carried}, known);
    const before = names.size;
    for (const name of [...variablesIn(points), ...unsettled]) names.add(name);
    if (place !== undefined && names.size === before) return place;
    place = await desk.place(walk, [...names]);
  }
  return place ?? desk.place(walk, [...names]);
}

/** What is asked of the operator before a filled statement runs. */
export function askedRun(
  desk: Pick<RunbookDesk, 'judge' | 'redact'>,
  {candidate, filling, place, labels}: Asking,
): RunAsked {
  const {carried, ...where} = place;
  const masked = (text: string) => desk.redact(text, secretsIn(filling.values));
  const judged = desk.judge(filling.text, {...candidate.note, carried}, {...place.variables, ...filling.env});
  const verdict = {...judged, reasons: judged.reasons.map(masked)};
  const shown = masked(filling.text);
  const {level, resource, commands} = verdict;
  const points = settledPoints(verdict, place).map(one => pointerTold(one, masked));
  return {
    candidate: {...candidate, terminal: candidate.terminal || verdict.needsTerminal},
    text: filling.text,
    shown,
    // A value that was typed may hold a secret that nothing in its name tells of.
    values: filling.values.map(one => ({...one, secret: one.secret || isMasked(one.value, {masked, filling, shown})})),
    env: filling.env,
    warnings: filling.warnings.map(masked),
    verdict: {...verdict, points},
    place: placeTold(pointedPlace(where, points), masked),
    demand: demandOf({level, resource, commands, points, shown, place, labels}),
    from: {candidate, filling, labels},
  };
}

/** It looks like a secret, or stands where the statement has one. */
function isMasked(
  value: string,
  {
    masked,
    filling,
    shown,
  }: {readonly masked: (text: string) => string; readonly filling: Asking['filling']; readonly shown: string},
): boolean {
  return masked(value) !== value || (value !== '' && filling.text.includes(value) && !shown.includes(value));
}

/** It may be told in the words of the statement. */
function pointerTold(pointer: Pointer, masked: (text: string) => string): Pointer {
  const {detail, unknown} = pointer;
  return {
    ...pointer,
    ...(detail === undefined ? {} : {detail: masked(detail)}),
    ...(unknown === undefined ? {} : {unknown: masked(unknown)}),
  };
}

/** The wrapper that leads there may carry a password among its words. */
function placeTold(place: RunPlace, masked: (text: string) => string): RunPlace {
  if (place.via === undefined) return place;
  const whole = place.via.join(' ');
  const told = masked(whole);
  return told === whole ? place : {...place, via: [told]};
}

/** Why a statement cannot be filled, in one line. */
export function whyNotFilled({refusals, missing}: Extract<Filling, {ok: false}>): string {
  const reasons = [...refusals, ...missing.map(({raw}) => `${raw} needs a value.`)];
  return reasons.map((one, index) => (index < reasons.length - 1 ? one.replace(/\.$/, '') : one)).join('; ');
}

/** What only reads is ended when it says nothing for too long; half a change would be worse than a long one. */
export function confirmRunOf(asked: RunAsked, limits: RunbookDesk['limits'], typed?: string): ConfirmRun {
  const {candidate, verdict, values} = asked;
  const reads = verdict.level === 'reads' && !verdict.endless;
  const idle = Math.max(limits.idle, verdict.timeout === undefined ? 0 : verdict.timeout + 10_000);
  return {
    type: 'confirm-run',
    walk: candidate.walk,
    step: candidate.step,
    title: candidate.title,
    statement: candidate.statement,
    text: asked.text,
    shown: asked.shown,
    env: asked.env,
    secrets: secretsIn(values),
    level: verdict.level,
    reasons: verdict.reasons,
    commands: verdict.commands,
    ...(verdict.points === undefined ? {} : {points: verdict.points}),
    edited: candidate.edited,
    values: values.map(one => ({
      placeholder: one.placeholder,
      value: one.secret ? '••••' : one.value,
      source: sourceText(one),
    })),
    place: asked.place,
    ...(candidate.terminal ? {terminal: true} : {}),
    ...(verdict.endless ? {endless: true} : {}),
    ...(verdict.resource === undefined ? {} : {resource: verdict.resource}),
    ...(typed === undefined ? {} : {typed}),
    ...(reads && Number.isFinite(idle) ? {idleTimeout: idle} : {}),
    ...(limits.total === undefined ? {} : {totalTimeout: limits.total}),
  };
}

export function sourceText({source}: FilledValue): string {
  if ('name' in source) return `${source.kind} ${source.name}`;
  return source.kind === 'operator' ? 'typed' : 'used before';
}

/** Where a statement runs, in one line. */
export function placeText({user, host, cwd, kubeContext, dockerContext, cloudProfile, via}: RunPlace): string {
  return [
    `${user}@${host}:${cwd}`,
    ...(kubeContext === undefined ? [] : [`kube context ${kubeContext}`]),
    ...(dockerContext === undefined ? [] : [`docker context ${dockerContext}`]),
    ...(cloudProfile === undefined ? [] : [`cloud profile ${cloudProfile}`]),
    ...(via === undefined || via.length === 0 ? [] : [`by ${via.join(' ')}`]),
  ].join(' · ');
}

/** What must be told nowhere of the values of a statement. */
export function secretsIn(values: readonly FilledValue[]): readonly string[] {
  return values.filter(one => one.secret).map(one => one.value);
}
