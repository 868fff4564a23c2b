import {isPublic} from '../core/escalation/public-target.js';
import {OperatorError} from '../lib/operator-error.js';
import type {Work} from './with-hands.js';

/** Refuses to send to what everybody reads where nobody is asked and nobody has said yes ahead. */
export function demandYesForPublic(names: readonly string[], {args, context, hands}: Work): void {
  if (args.globals.yes || context.stdin.isTTY) return;
  const {targets} = hands.state().settings;
  const open = targets.filter(({name, kind}) => names.includes(name) && isPublic(kind)).map(({name}) => name);
  if (open.length === 0) return;
  throw new OperatorError(`Everybody reads what is sent to ${open.join(' and ')}, so it is asked for first.`, {
    hint: 'Say --yes; or run it in a terminal, where it is shown and asked about.',
  });
}
