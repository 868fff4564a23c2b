import {askedRun, type Candidate, placeOf, type RunAsked, whyNotFilled} from '../../../core/runbook/asked-run.js';
import type {Hole, RunbookDesk} from '../../../core/runbook/desk.js';
import type {FilledValue} from '../../../core/runbook/fill.js';
import {honoured} from '../../../core/runbook/honoured.js';
import {runsWithLeft, runUnderWay, type StepRun, textsRun, type Walk} from '../../../core/runbook/walk.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import type {FillQuestion} from '../../overlays/overlay.js';
import {askedBy, itemAt, walkModel} from '../../runbook-model.js';
import {without} from '../../ui-store.js';
import {dispatch} from '../dispatch.js';
import {amend, ask} from '../overlay.js';
import {say, sayDuring} from '../say.js';
import {refresh} from './refresh.js';

/** The statement under the cursor, as it would run. */
export function candidateHere(cockpit: Cockpit, terminal: boolean): Candidate | string {
  const model = walkModel(cockpit.scenes.getState());
  if (model.kind !== 'open') return 'No step is in front.';
  const item = itemAt(model);
  if (item?.step === undefined || item.statement === undefined) return 'Nothing is to be run here: enter goes on.';
  const {statement, step} = item;
  if (statement.notRunnable !== undefined) return `It is shown and not run: ${statement.notRunnable}.`;
  const edit = model.spot.edits[statement.id];
  const asked = honoured(statement, edit ?? statement.text, askedBy(model));
  return {
    walk: model.walk.walk,
    step: step.id,
    title: step.title,
    statement: statement.id,
    text: asked.text,
    written: edit ?? statement.text,
    edited: edit !== undefined,
    before: textsRun(model.walk),
    note: {language: statement.language, warning: statement.warning},
    terminal: terminal || asked.terminal,
  };
}

/** It is said that something is still looked up when that takes longer, ms. */
export const SOON = 300;

/**
 * Fills what can be filled, asks for the rest, then shows what would run. All of that takes time: what was asked last
 * counts, and nothing is asked about a statement that the operator has left, or whose text is another one now.
 */
export function askRun(cockpit: Cockpit, candidate: Candidate): void {
  const {desk, clock} = cockpit;
  if (desk === undefined) return;
  pin(cockpit);
  cockpit.ui.setState({asking: candidate});
  clock.after(SOON, () => {
    const {asking, overlay} = cockpit.ui.getState();
    if (asking === candidate && overlay === undefined) say(cockpit, 'Looking where this would run…');
  });
  void lookAgain(cockpit, candidate.walk)
    .then(() => desk.learn?.(candidate.text))
    .then(() => {
      if (isStillMeant(cockpit, candidate)) askFilled(cockpit, desk, candidate);
    });
}

/** Whether the question that is to be opened is about what is in front, `from` the question before it. */
function isStillMeant(cockpit: Cockpit, candidate: Candidate, from?: FillQuestion): boolean {
  const {asking, overlay} = cockpit.ui.getState();
  if (asking !== candidate || overlay !== from) return false;
  const here = candidateHere(cockpit, candidate.terminal);
  const isHere = typeof here !== 'string' && here.walk === candidate.walk && here.statement === candidate.statement;
  if (isHere && here.text === candidate.text) return true;
  settle(cockpit);
  if (isHere || isGone(cockpit, candidate))
    say(cockpit, 'The runbook has just changed: read it again first.', 'warning');
  return false;
}

/** Asks with a key or for a name, as strongly as it has to be confirmed. */
export function openQuestion(cockpit: Cockpit, asked: RunAsked): void {
  ask(cockpit, asked.demand.how === 'type' ? {...asked, kind: 'type', field: field('')} : {...asked, kind: 'run'});
}

/** Nothing is looked up any more. */
export function settle(cockpit: Cockpit): void {
  cockpit.ui.setState(ui => without(ui, 'asking'), true);
}

/** The file has no such statement any more. */
function isGone(cockpit: Cockpit, {walk, statement}: Candidate): boolean {
  const model = walkModel(cockpit.scenes.getState());
  if (model.kind !== 'open' || model.walk.walk !== walk) return false;
  return !model.items.some(item => item.statement?.id === statement);
}

function askFilled(cockpit: Cockpit, desk: RunbookDesk, candidate: Candidate): void {
  const holes = desk.holes(candidate.text, contextOf(cockpit, candidate));
  const known = holes.map(hole => hole.candidates[0]);
  const missing = known.indexOf(undefined);
  if (missing >= 0) {
    const {typed} = cockpit.ui.getState();
    const fields = holes.map((hole, index) => field(typed[valueDraft(candidate, hole)] || (known[index]?.value ?? '')));
    ask(cockpit, {kind: 'fill', candidate, holes, fields, at: missing});
    return;
  }
  question(cockpit, {candidate, values: known.flatMap(value => value ?? [])});
}

/** The name under which a value is kept that was typed and not used. */
export function valueDraft({walk}: Candidate, {placeholder}: Hole): string {
  return `value ${walk} ${placeholder.raw}`;
}

/** Takes the values as they are typed; where they cannot be used, the question says why and stays. */
export function filled(cockpit: Cockpit, overlay: FillQuestion): void {
  const {holes, fields, candidate} = overlay;
  const empty = fields.findIndex(one => one.text.trim() === '');
  if (empty >= 0) {
    amend(cockpit, {...overlay, at: empty, trouble: `${holes[empty]?.placeholder.raw ?? 'It'} needs a value.`});
    return;
  }
  const values = holes.map((hole, index): FilledValue => {
    const value = fields[index]?.text.trim() ?? '';
    const offered = hole.candidates.find(one => one.value === value);
    const {raw, secret} = hole.placeholder;
    return offered ?? {placeholder: raw, value, source: {kind: 'operator'}, secret};
  });
  question(cockpit, {candidate, values}, overlay);
}

function question(
  cockpit: Cockpit,
  {candidate, values}: {readonly candidate: Candidate; readonly values: readonly FilledValue[]},
  from?: FillQuestion,
): void {
  const {desk} = cockpit;
  const walk = cockpit.engine.store.getState().shift.walks.get(candidate.walk);
  if (desk === undefined || walk === undefined) return;
  const filling = desk.fill(candidate.text, values, candidate.before);
  if (!filling.ok) {
    const trouble = whyNotFilled(filling);
    if (from === undefined) {
      settle(cockpit);
      say(cockpit, `Not run: ${trouble}`, 'warning');
    } else amend(cockpit, {...from, trouble});
    return;
  }
  placeOf(desk, {candidate, filling}).then(
    place => {
      if (!isStillMeant(cockpit, candidate, from)) return;
      settle(cockpit);
      openQuestion(cockpit, askedRun(desk, {candidate, filling, place, labels: walk.labels}));
    },
    (error: unknown) => {
      if (!isStillMeant(cockpit, candidate, from)) return;
      settle(cockpit);
      say(cockpit, `Not run: nobody knows where it would. ${error instanceof Error ? error.message : ''}`, 'warning');
    },
  );
}

/** Why nothing can run now. */
export function busy(cockpit: Cockpit): string | undefined {
  const model = walkModel(cockpit.scenes.getState());
  const run = model.kind === 'open' ? runUnderWay(model.walk) : undefined;
  return run === undefined ? undefined : `Still running: ${firstLine(run.text).replace(/;$/, '')}. x stops it.`;
}

/** Asks for the end of what runs in the walk in front, or else of what its statements left running, the newest first. */
export function stopRun(cockpit: Cockpit): void {
  const run = stoppable(cockpit);
  if (run === undefined) say(cockpit, 'Nothing runs here.');
  else if (run.left !== undefined)
    dispatch(cockpit, {type: 'stop-run', run: run.run}, () => {
      const left = (run.left ?? []).map(one => one.command).join(', ');
      sayDuring(cockpit, run.run, `stopping what was left running: ${left}`);
    });
  else
    dispatch(cockpit, {type: 'stop-run', run: run.run}, () =>
      sayDuring(cockpit, run.run, `stopping: ${firstLine(run.text)}`),
    );
}

/** Why nothing can be stopped. */
export function idle(cockpit: Cockpit): string | undefined {
  return stoppable(cockpit) === undefined ? 'Nothing runs here.' : undefined;
}

function stoppable(cockpit: Cockpit): StepRun | undefined {
  const walk = walkInFront(cockpit);
  return walk === undefined ? undefined : (runUnderWay(walk) ?? runsWithLeft(walk).at(-1));
}

function walkInFront(cockpit: Cockpit): Walk | undefined {
  const model = walkModel(cockpit.scenes.getState());
  return model.kind === 'none' ? undefined : model.walk;
}

/** What changed in the file, and whether it is trusted by now, is seen at the next frame. */
async function lookAgain(cockpit: Cockpit, walk: string): Promise<void> {
  const path = cockpit.engine.store.getState().shift.walks.get(walk)?.file;
  if (path !== undefined) await refresh(cockpit, path);
}

/** From now on the cursor stays where it is, whatever happens to the steps. */
function pin(cockpit: Cockpit): void {
  const model = walkModel(cockpit.scenes.getState());
  const item = model.kind === 'open' ? itemAt(model) : undefined;
  if (model.kind !== 'open' || item === undefined || model.spot.item === item.id) return;
  cockpit.ui.setState(ui => ({spots: {...ui.spots, [model.walk.walk]: {...model.spot, item: item.id}}}));
}

/** Where values come from: the walk's alert, then what was used before. */
function contextOf(cockpit: Cockpit, candidate: Candidate): Parameters<RunbookDesk['holes']>[1] {
  const {watch, ui} = cockpit.scenes.getState();
  const walk = watch.shift.walks.get(candidate.walk);
  const key = walk?.alert === undefined ? '' : `${walk.alert.source}/${walk.alert.fingerprint}`;
  return {
    labels: walk?.labels ?? {},
    annotations: watch.live.alerts.get(key)?.annotations ?? {},
    earlier: ui.spots[candidate.walk]?.values ?? [],
    operator: watch.settings.operator,
    before: candidate.before,
  };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
