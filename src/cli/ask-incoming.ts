import {OperatorError} from '../lib/operator-error.js';
import {type Args, prose} from './args.js';
import type {Result} from './command.js';
import type {CommandContext} from './context.js';
import {EXIT} from './exit-codes.js';
import {dispatched} from './incident-work.js';
import {withHands} from './with-hands.js';

/** Puts questions to whoever comes next into the handoff of the running watch, or of the named one. */
export function askIncoming(args: Args, context: CommandContext): Promise<Result> {
  const texts = args.list('ask').map(prose);
  return withHands({args, context, need: 'state', recordsOnly: true}, async work => {
    const shift = args.text('shift') ?? work.hands.state().shift.shift?.id;
    if (shift === undefined) {
      throw new OperatorError('No watch is running that a question could belong to.', {
        hint: 'Name one with --shift; `wk shift list` has them.',
        exitCode: EXIT.notFound,
      });
    }
    if (args.globals.dryRun) return {said: texts.map(text => `Would ask whoever comes: ${text}`)};
    for (const text of texts) await dispatched({type: 'ask-incoming', text, shift}, work);
    return {said: ['Whoever comes is asked.']};
  });
}
