import type {Labels} from '../../core/alert/alert.js';
import {askedRun, type Candidate, placeOf, type RunAsked, whyNotFilled} from '../../core/runbook/asked-run.js';
import type {Hole, OpenedRunbook} from '../../core/runbook/desk.js';
import type {RunbookDocument, StatementBlock} from '../../core/runbook/document.js';
import type {FilledValue} from '../../core/runbook/fill.js';
import {givenFor} from '../../core/runbook/given-value.js';
import {type Honoured, honoured} from '../../core/runbook/honoured.js';
import {runUnderWay, textsRun, type Walk} from '../../core/runbook/walk.js';
import type {WalkItem} from '../../core/runbook/walk-items.js';
import type {WalkHands} from '../walk-hands.js';
import type {Work} from '../with-hands.js';

/** What a command walks through, and with what. */
export interface WalkThrough {
  readonly work: Work;
  readonly hands: WalkHands;
  readonly path: string;
  readonly opened: OpenedRunbook;
  readonly document: RunbookDocument;
  readonly items: readonly WalkItem[];
  /** The alert it is walked for. */
  readonly alert?: string;
  /** Values of `--set`, by name. */
  readonly given: ReadonlyMap<string, string>;
  /** Values that were used before. */
  readonly earlier: FilledValue[];
  /** Statements as the operator changed them, by id. */
  readonly edits: Map<string, string>;
}

/** A statement with what would run, or with what is still missing. */
export type Prepared =
  | {readonly state: 'ready'; readonly asked: RunAsked}
  | {readonly state: 'missing'; readonly candidate: Candidate; readonly missing: readonly Hole[]}
  | {readonly state: 'refused'; readonly why: string};

/** The walk that is open for this document and alert. */
export function openWalk({hands, path, document, alert}: WalkThrough): Walk | undefined {
  return [...hands.state().shift.walks.values()].findLast(
    walk =>
      walk.closedAt === undefined &&
      walk.file === path &&
      walk.document === document.id &&
      (walk.alert === undefined ? undefined : `${walk.alert.source}/${walk.alert.fingerprint}`) === alert,
  );
}

/** What runs in the walk already, such as what a cockpit that is gone has left: its run, and its first line. */
export function leftoverOf(through: WalkThrough): {readonly run: string; readonly text: string} | undefined {
  const walk = openWalk(through);
  const run = walk === undefined ? undefined : runUnderWay(walk);
  return run === undefined ? undefined : {run: run.run, text: run.text.trim().split('\n', 1)[0] ?? ''};
}

/** Fills a statement with what is given and known, and judges what would run. Rejects when its place is unknown. */
export async function prepare(
  through: WalkThrough,
  item: WalkItem,
  typed: ReadonlyMap<string, string> = new Map(),
): Promise<Prepared> {
  const candidate = candidateOf(through, item);
  if (candidate === undefined) return {state: 'refused', why: 'there is nothing to run'};
  const why = item.statement?.notRunnable;
  if (why !== undefined) return {state: 'refused', why: `it is shown and not run: ${why}`};
  const {desk} = through.hands;
  const labels = labelsOf(through);
  await desk.learn?.(candidate.text);
  const holes = desk.holes(candidate.text, {
    labels,
    annotations: through.hands.state().live.alerts.get(through.alert ?? '')?.annotations ?? {},
    earlier: through.earlier,
    operator: through.work.config.operator,
    before: candidate.before,
  });
  const values = holes.map(hole => chosenFor(hole, through.given, typed));
  const missing = holes.filter((_, index) => values[index] === undefined);
  if (missing.length > 0) return {state: 'missing', candidate, missing};
  const filling = desk.fill(
    candidate.text,
    values.flatMap(value => value ?? []),
    candidate.before,
  );
  if (!filling.ok) return {state: 'refused', why: whyNotFilled(filling)};
  const place = await placeOf(desk, {candidate, filling});
  const asked = askedRun(desk, {candidate, filling, place, labels});
  if (asked.verdict.level === 'not-shell') return {state: 'refused', why: 'it is not a shell statement'};
  return {state: 'ready', asked};
}

function candidateOf(through: WalkThrough, item: WalkItem): Candidate | undefined {
  const {statement, step} = item;
  if (statement === undefined || step === undefined) return undefined;
  const walk = openWalk(through);
  const asked = honouredIn(through, statement);
  return {
    walk: walk?.walk ?? 'not-open',
    step: step.id,
    title: step.title,
    statement: statement.id,
    text: asked.text,
    edited: through.edits.has(statement.id),
    before: walk === undefined ? [] : textsRun(walk),
    note: {language: statement.language, warning: statement.warning},
    terminal: asked.terminal,
  };
}

/** A statement, as the operator changed it, with what its author asks for around it. */
export function honouredIn({opened, path, document, edits}: WalkThrough, statement: StatementBlock): Honoured {
  const {trust, away = false} = opened;
  const by = {file: path, options: document.options, trusted: trust.state === 'trusted', away};
  return honoured(statement, edits.get(statement.id) ?? statement.text, by);
}

function labelsOf({hands, alert = ''}: WalkThrough): Labels {
  const {live, shift} = hands.state();
  return (live.alerts.get(alert) ?? shift.firing.get(alert))?.labels ?? {};
}

/** What was typed for it, else what was given, else the best that is known. */
function chosenFor(
  {placeholder, candidates}: Hole,
  given: ReadonlyMap<string, string>,
  typed: ReadonlyMap<string, string>,
): FilledValue | undefined {
  const {raw, secret} = placeholder;
  const value = typed.get(raw) ?? givenFor(placeholder, given);
  if (value === undefined) return candidates[0];
  return {placeholder: raw, value, source: {kind: 'operator'}, secret};
}
