import type {OwnPresence} from '../core/feed/team.js';
import type {Cockpit} from './cockpit.js';
import {itemAt, walkModel} from './runbook-model.js';
import type {Scene} from './scene.js';
import {front} from './ui-store.js';

/** Tells the team what the operator has in front: an alert that is read, a statement that runs. */
export function tellPresence({engine, scenes}: Cockpit): () => void {
  let said = '';
  const look = () => {
    const scene = scenes.getState();
    const {shift: running} = scene.watch.shift;
    const isOn = running !== undefined && running.operator === scene.watch.settings.operator;
    const now: OwnPresence = {...presenceOf(scene), ...(isOn ? {watch: true} : {})};
    const text = JSON.stringify(now);
    if (text === said) return;
    said = text;
    engine.present?.(now);
  };
  if (engine.present === undefined) return () => undefined;
  look();
  return scenes.subscribe(look);
}

function presenceOf(scene: Scene): OwnPresence {
  const {view, subject} = front(scene.ui);
  if (view === 'alert' && subject !== undefined) return {doing: 'reading', alert: namesOf(subject)};
  return view === 'runbook' ? walking(scene) : {doing: 'here'};
}

function walking(scene: Scene): OwnPresence {
  const model = walkModel(scene);
  if (model.kind !== 'open') return {doing: 'here'};
  const {walk} = model;
  const {alert: about} = walk;
  const alert = about === undefined ? {} : {alert: {source: about.source, fingerprint: about.fingerprint}};
  const runs = [...walk.steps.values()].some(step => step.runs.some(({status}) => status === 'running'));
  const step = itemAt(model)?.number;
  return {
    doing: runs ? 'running' : 'reading',
    ...alert,
    runbook: walk.title,
    ...(step === undefined ? {} : {step}),
  };
}

/** An alert's key as its parts. */
function namesOf(key: string): {readonly source: string; readonly fingerprint: string} {
  const at = key.lastIndexOf('/');
  return {source: key.slice(0, at), fingerprint: key.slice(at + 1)};
}
