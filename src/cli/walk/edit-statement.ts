import type {StatementBlock} from '../../core/runbook/document.js';
import {say} from '../output.js';
import type {WalkThrough} from './walk-through.js';

/** Lets the operator change a statement for this walk: one of several lines in an editor. Nothing typed is no change. */
export async function editStatement(through: WalkThrough, statement: StatementBlock): Promise<void> {
  const {edits} = through;
  const text = edits.get(statement.id) ?? statement.text;
  const changed = text.includes('\n') ? await inEditor(through, text) : await onLine(through, text);
  if (changed === undefined) return;
  if (changed.trim() === '' || changed === statement.text) edits.delete(statement.id);
  else edits.set(statement.id, changed);
}

function onLine({hands}: WalkThrough, text: string): Promise<string | undefined> {
  return hands.ask('$ ', {prefill: text});
}

async function inEditor({hands, work}: WalkThrough, text: string): Promise<string | undefined> {
  const draft = await hands.desk.draft(text);
  say(`It opens in ${draft.editor}.`, work.context);
  try {
    const {code} = await hands.handOff(draft.file, draft.args);
    const changed = await draft.take();
    if (code === 0) return changed;
    say(`${draft.editor} ended with ${code ?? 'a signal'}: nothing is changed.`, work.context);
    return undefined;
  } catch (error) {
    await draft.take();
    throw error;
  }
}
