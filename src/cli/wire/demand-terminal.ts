import type {Env} from '../../config/places.js';
import {OperatorError} from '../../lib/operator-error.js';
import {capabilitiesOf} from '../../terminal/capabilities.js';

/** Throws where no cockpit can be drawn, or said as lines. */
export function demandTerminal(env: Env, {reader}: {readonly reader?: boolean}): void {
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true) {
    throw new OperatorError('The cockpit needs a terminal, and this is none.', {
      hint: 'For scripts and pipes there are `wk alerts`, `wk ack` and the other commands: see `wk --help`.',
    });
  }
  if (reader !== true && !capabilitiesOf(env).addressable) {
    throw new OperatorError(
      `A terminal of type "${env.TERM ?? ''}" cannot place text, so the cockpit cannot be drawn on it.`,
      {
        hint: 'Set TERM to what your terminal is, such as TERM=xterm-256color, take its lines with `wk --reader`, or use `wk alerts` and `wk log`.',
      },
    );
  }
}
