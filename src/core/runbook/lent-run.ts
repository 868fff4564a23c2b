import type {Command} from '../shift/command.js';

/** How a program ended that had the terminal: one of the two is there. */
interface Ending {
  readonly code: number | null;
  readonly signal: string | null;
}

/** What is to be told of a statement that had the terminal until `at` (Unix ms): nobody saw its output. */
export function lentRunEnded(run: string, {code, signal}: Ending, at: number): Command {
  const how = {...(code === null ? {} : {code}), ...(signal === null ? {} : {signal})};
  return {type: 'settle-run-ended', run, result: {how: 'exited', endedAt: at, bytes: 0, ...how}};
}
