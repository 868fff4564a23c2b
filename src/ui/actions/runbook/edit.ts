import type {Candidate} from '../../../core/runbook/asked-run.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import type {EditPrompt} from '../../overlays/overlay.js';
import {walkModel} from '../../runbook-model.js';
import {inEditor} from '../in-editor.js';
import {ask, closeOverlay, keepTyped} from '../overlay.js';
import {say} from '../say.js';
import {askRun, candidateHere} from './run.js';

/** Opens the statement for changing, with what was changed before: one of several lines in the operator's editor. */
export function askEdit(cockpit: Cockpit): void {
  const candidate = candidateHere(cockpit, false);
  if (typeof candidate === 'string') say(cockpit, candidate, 'warning');
  else if (writtenIn(candidate).includes('\n')) void openStatement(cockpit, candidate);
  else {
    const typed = cockpit.ui.getState().typed[editDraft(candidate)] || writtenIn(candidate);
    ask(cockpit, {kind: 'edit', candidate, field: field(typed)});
  }
}

/** The name under which a half-changed statement is kept. */
export function editDraft({walk, statement}: Candidate): string {
  return `edit ${walk} ${statement}`;
}

/** Opens the statement in the operator's editor, however short it is. */
export function editElsewhere(cockpit: Cockpit): void {
  const candidate = candidateHere(cockpit, false);
  if (typeof candidate === 'string') say(cockpit, candidate, 'warning');
  else void openStatement(cockpit, candidate);
}

/** Takes what was typed on the line. */
export function edited(cockpit: Cockpit, {candidate, field: typed}: EditPrompt): void {
  keepTyped(cockpit, editDraft(candidate), '');
  closeOverlay(cockpit);
  take(cockpit, candidate, typed.text.trim());
}

async function openStatement(cockpit: Cockpit, candidate: Candidate): Promise<void> {
  const {desk} = cockpit;
  if (desk === undefined) return;
  const text = await inEditor(cockpit, {draft: () => desk.draft(writtenIn(candidate)), what: 'The statement'});
  if (text !== undefined) take(cockpit, candidate, text);
}

/** The changed statement is judged again and asked about like any other. */
function take(cockpit: Cockpit, candidate: Candidate, text: string): void {
  const model = walkModel(cockpit.scenes.getState());
  if (model.kind !== 'open' || model.walk.walk !== candidate.walk) return;
  const original = model.items.find(item => item.statement?.id === candidate.statement)?.statement?.text;
  const {[candidate.statement]: _before, ...rest} = model.spot.edits;
  const isEmpty = text.trim() === '';
  const isChanged = !isEmpty && text !== original;
  const edits = isChanged ? {...rest, [candidate.statement]: text} : rest;
  const {top: _top, ...before} = model.spot;
  const lost = before.lost?.filter(one => one !== candidate.statement) ?? [];
  const spot = {...before, item: candidate.statement, edits, lost, fresh: candidate.statement};
  cockpit.ui.setState(ui => ({spots: {...ui.spots, [candidate.walk]: spot}}));
  if (isEmpty) say(cockpit, 'It is as the runbook has it again.');
  else {
    const changed = candidateHere(cockpit, false);
    if (typeof changed !== 'string') askRun(cockpit, changed);
  }
}

function writtenIn({written, text}: Candidate): string {
  return written ?? text;
}
