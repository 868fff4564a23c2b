import {plainText} from '../../lib/plain-text.js';
import {guardTerminal, type LeaveReason} from '../../terminal/leaving.js';
import {watchForLoss} from '../../terminal/lost-terminal.js';
import type {TerminalScreen} from '../../terminal/open-screen.js';

/**
 * Ends the process in good order whatever ends it, `settle` included, and tells of a bug where it can be read: after
 * the terminal was given back. The answer lifts the guard.
 */
export function guardScreen(screen: TerminalScreen, settle: () => Promise<void> | void): () => void {
  const {stdin, stdout} = process;
  const closeLost = watchForLoss();
  return guardTerminal(screen, {
    stdin,
    stdout,
    onLeave: reason => {
      tellOfBug(reason);
      return settle();
    },
    // The event loop may be full of what can never finish (a terminal that is gone): nothing else ends in time.
    exit: code => {
      closeLost();
      process.exit(code);
    },
  });
}

function tellOfBug(reason: LeaveReason): void {
  if (reason.kind !== 'error') return;
  const {error} = reason;
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`watchkeeper failed: ${plainText(said, {multiline: true})}\n`);
  process.stderr.write('This is a bug. What was recorded is safe in the journal: wk log shows it.\n');
}
