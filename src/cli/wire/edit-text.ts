import {join} from 'node:path';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {OperatorError} from '../../lib/operator-error.js';
import {runOnTerminal} from '../../terminal/hand-off.js';
import {EXIT} from '../exit-codes.js';
import {draftFile} from './draft-file.js';

/** Opens a text in the operator's editor and answers what it was left as. Rejects where the editor failed. */
export async function editText(
  text: string,
  name: string,
  {config, env, isTTY}: {readonly config: Config; readonly env: Env; readonly isTTY: boolean},
): Promise<string> {
  if (!isTTY && `${env.VISUAL ?? ''}${env.EDITOR ?? ''}`.trim() === '') {
    throw new OperatorError('There is no terminal to edit on.', {
      hint: 'Set $EDITOR, or give the text with --message.',
      exitCode: EXIT.usage,
    });
  }
  const draft = await draftFile(text, {folder: join(config.stateDir, 'drafts'), env, name});
  const {code, error} = await runOnTerminal(draft.file, draft.args);
  const left = await draft.take();
  if (error === undefined && code === 0) return left;
  throw new OperatorError(`${draft.editor} ended with ${code ?? 'a signal'}: nothing was sent or recorded.`, {
    hint: 'Set $VISUAL or $EDITOR to an editor that is there.',
    ...(error === undefined ? {} : {cause: error}),
  });
}
