import type {Candidate} from '../../../core/runbook/asked-run.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import type {EditPrompt} from '../../overlays/overlay.js';
import {walkModel} from '../../runbook-model.js';
import {ask, closeOverlay, keepTyped} from '../overlay.js';
import {say} from '../say.js';
import {askRun, candidateHere} from './run.js';

/** Opens the statement for changing, with what was changed before: one of several lines in the operator's editor. */
export function askEdit(cockpit: Cockpit): void {
  const candidate = candidateHere(cockpit, false);
  if (typeof candidate === 'string') say(cockpit, candidate, 'warning');
  else if (writtenIn(candidate).includes('\n')) void inEditor(cockpit, candidate);
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
  else void inEditor(cockpit, candidate);
}

/** Takes what was typed on the line. */
export function edited(cockpit: Cockpit, {candidate, field: typed}: EditPrompt): void {
  keepTyped(cockpit, editDraft(candidate), '');
  closeOverlay(cockpit);
  take(cockpit, candidate, typed.text.trim());
}

async function inEditor(cockpit: Cockpit, candidate: Candidate): Promise<void> {
  const {desk, screen} = cockpit;
  if (desk === undefined) return;
  try {
    const draft = await desk.draft(writtenIn(candidate));
    const words = `The statement opens in ${draft.editor}. The cockpit comes back when that ends.`;
    const {code, error} = await screen.handOff(draft.file, draft.args, words);
    screen.repaint();
    const text = await draft.take();
    if (error !== undefined) throw error;
    if (code === 0) take(cockpit, candidate, text);
    else say(cockpit, `${draft.editor} ended with ${code ?? 'a signal'}: nothing is changed.`, 'warning');
  } catch (error) {
    say(cockpit, `It cannot be edited: ${error instanceof Error ? error.message : String(error)}`, 'warning');
  }
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
