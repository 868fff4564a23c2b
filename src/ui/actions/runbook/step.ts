import {alertName} from '../../../core/alert/alert.js';
import {passedText} from '../../../core/runbook/choice-text.js';
import {goesOnBehind} from '../../../core/runbook/choices.js';
import {isUnderWay} from '../../../core/runbook/walk.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import type {SkipPrompt, Target} from '../../overlays/overlay.js';
import {itemAt, type OpenWalk, walkModel} from '../../runbook-model.js';
import type {Spot} from '../../ui-store.js';
import {dispatch} from '../dispatch.js';
import {amend, ask, closeOverlay, keepTyped} from '../overlay.js';
import {say, sayWhyNot} from '../say.js';
import {read, showWalk} from './open.js';

/** Puts the cursor of the walk in front on another item. */
export function moveIn(cockpit: Cockpit, by: (at: number, model: OpenWalk) => number): void {
  const model = openModel(cockpit);
  if (model === undefined) return;
  const at = Math.max(0, Math.min(by(model.at, model), model.items.length - 1));
  const item = model.items[at];
  if (item !== undefined) keepSpot(cockpit, model, {item: item.id});
}

/** Says that the step is done and goes on to the next one; said of a done one, it is taken up again. What is only read is gone on from. */
export function tick(cockpit: Cockpit): void {
  const model = openModel(cockpit);
  const item = model === undefined ? undefined : itemAt(model);
  if (model === undefined || item === undefined) return;
  const {step} = item;
  if (step === undefined) {
    goOn(cockpit, model, model.at);
    return;
  }
  const {walk} = model.walk;
  const done = model.walk.steps.get(step.id)?.outcome === 'done';
  const type = done ? 'reopen-step' : 'finish-step';
  dispatch(cockpit, {type, walk, step: step.id, title: step.title}, () => {
    if (!done) next(cockpit, step.id);
  });
}

export function askSkip(cockpit: Cockpit): void {
  const model = openModel(cockpit);
  const step = model === undefined ? undefined : itemAt(model)?.step;
  if (model === undefined || step === undefined) return;
  const about = {walk: model.walk.walk, step: step.id};
  const typed = cockpit.ui.getState().typed[skipDraft(about)] ?? '';
  ask(cockpit, {kind: 'skip', ...about, title: step.title, field: field(typed)});
}

/** The name under which a half-written reason is kept. */
export function skipDraft({walk, step}: Pick<SkipPrompt, 'walk' | 'step'>): string {
  return `skip ${walk} ${step}`;
}

/** Skips the step with the reason that was typed; where none was, it is asked for once more. */
export function skip(cockpit: Cockpit, prompt: SkipPrompt): void {
  const {walk, step, title, field: typed} = prompt;
  const reason = typed.text.trim();
  if (reason === '' && prompt.asked !== true) {
    amend(cockpit, {...prompt, asked: true});
    sayWhyNot(cockpit, 'Why? Whoever reads the log will ask. enter skips it with no reason given.');
    return;
  }
  keepTyped(cockpit, skipDraft(prompt), '');
  closeOverlay(cockpit);
  dispatch(cockpit, {type: 'skip-step', walk, step, title, ...(reason === '' ? {} : {reason})}, () => {
    say(cockpit, `skipped: ${title}`);
    next(cockpit, step);
  });
}

/** Opens the outline, at the step of a number where one was typed. */
export function askOutline(cockpit: Cockpit, typed = ''): void {
  const model = openModel(cockpit);
  const here = model === undefined ? undefined : itemAt(model);
  if (model === undefined || here === undefined) return;
  const wanted = model.items.find(item => item.step !== undefined && String(item.number) === typed);
  const first = model.items.find(item => (item.step?.id ?? item.id) === (here.step?.id ?? here.id));
  if (typed !== '' && wanted === undefined) say(cockpit, `There is no step ${typed}.`, 'warning');
  else ask(cockpit, {kind: 'outline', item: (wanted ?? first ?? here).id, typed});
}

/** Goes to the next runbook that is open. */
export function nextWalk(cockpit: Cockpit): void {
  const {watch, ui} = cockpit.scenes.getState();
  const walks = [...watch.shift.walks.values()].filter(walk => walk.closedAt === undefined);
  const at = walks.findIndex(walk => walk.walk === ui.stack.at(-1)?.subject);
  const following = walks[(at + 1) % walks.length];
  if (following === undefined || walks.length < 2) {
    say(cockpit, 'No other runbook is open.');
    return;
  }
  cockpit.ui.setState(state => ({stack: state.stack.slice(0, -1)}));
  showWalk(cockpit, following.walk);
}

/** Trusts the file as it is on the screen. */
export function trustShown(cockpit: Cockpit): void {
  const model = openModel(cockpit);
  if (model === undefined || cockpit.desk === undefined) return;
  const {file, hash} = model.book.opened.file;
  const {trust} = model.book.opened;
  if (trust.state === 'trusted') {
    say(cockpit, 'It is trusted as it is.');
    return;
  }
  const {desk} = cockpit;
  const lines =
    trust.state === 'new'
      ? [{text: 'Nobody has trusted this file on this machine yet. Each statement is asked for all the same.'}]
      : trust.diff.map(text => ({text, tone: diffTone(text)}));
  ask(cockpit, {
    kind: 'confirm',
    title: trust.state === 'new' ? `trust ${file}` : `trust ${file} with what changed since`,
    lines,
    yes: 'trust',
    readFirst: true,
    act: () =>
      void desk.trust(model.walk.file, hash).then(
        () => read(cockpit, model.walk.file, () => say(cockpit, `trusted: ${file}`, 'good')),
        (error: unknown) => say(cockpit, error instanceof Error ? error.message : String(error), 'warning'),
      ),
  });
}

function diffTone(text: string): 'good' | 'warning' | 'muted' {
  if (text.startsWith('+')) return 'good';
  return text.startsWith('-') ? 'warning' : 'muted';
}

/** What a note on this walk is about: its alert, where it has one. */
export function noteTarget(cockpit: Cockpit): Target | undefined {
  const model = walkModel(cockpit.scenes.getState());
  if (model.kind === 'none' || model.walk.alert === undefined) return undefined;
  const key = `${model.walk.alert.source}/${model.walk.alert.fingerprint}`;
  const {live, shift} = cockpit.scenes.getState().watch;
  const alert = live.alerts.get(key) ?? shift.firing.get(key);
  return alert === undefined ? undefined : {name: alertName(alert), alerts: [key], rows: 1, hidden: []};
}

function openModel(cockpit: Cockpit): OpenWalk | undefined {
  const model = walkModel(cockpit.scenes.getState());
  return model.kind === 'open' ? model : undefined;
}

function keepSpot(cockpit: Cockpit, model: OpenWalk, over: Partial<Spot>): void {
  const {walk} = model.walk;
  const item = itemAt(model)?.id ?? '';
  const {top: _top, ...spot} = model.spot;
  cockpit.ui.setState(ui => ({
    spots: {...ui.spots, [walk]: {...spot, item, ...over}},
  }));
}

/** To the first item after a step, unless something runs there that has to be seen. */
function next(cockpit: Cockpit, step: string): void {
  const model = openModel(cockpit);
  if (model === undefined || model.walk.steps.get(step)?.runs.some(isUnderWay) === true) return;
  const last = model.items.findLastIndex(item => item.step?.id === step);
  if (last >= 0) goOn(cockpit, model, last);
}

/** To what stands behind an item, past the options that were left out for another. */
function goOn(cockpit: Cockpit, model: OpenWalk, from: number): void {
  const to = goesOnBehind(model.items, from, model.walk);
  const passed = passedText(model.items, from, to);
  const item = model.items[to];
  if (item !== undefined) keepSpot(cockpit, model, {item: item.id});
  if (passed !== undefined) say(cockpit, goneOnPast(passed));
}

/** What is said where options were gone past. */
export function goneOnPast(passed: string): string {
  return `Gone on behind the choice, past ${passed}. o goes to one of them.`;
}
