import type {Config} from '../config/config.js';
import type {Result} from './command.js';
import type {CommandContext, Holder, StateAnswer} from './context.js';
import {EXIT} from './exit-codes.js';

/**
 * What is said of a log that was read without its holder, and the exit code of that: what could not be read, and that
 * the process which writes it is stopped, so that it need not be the newest.
 */
export async function toldOfLog(
  damage: string | undefined,
  {config, context}: {readonly config: Config; readonly context: CommandContext},
): Promise<Pick<Result, 'said' | 'exitCode'>> {
  const holder = await context.findHolder(config);
  const stopped = holder?.stopped === true ? sentencesOf(holder) : [];
  if (damage !== undefined) return {said: [`wk: ${damage}`, ...stopped], exitCode: EXIT.failed};
  return stopped.length === 0 ? {} : {said: stopped, exitCode: EXIT.refused};
}

/** A result that was read from the log, with what is said of that behind what it says itself. */
export async function withToldOfLog(
  result: Result,
  {damage}: Pick<StateAnswer, 'damage'>,
  read: {readonly config: Config; readonly context: CommandContext},
): Promise<Result> {
  const {said = [], ...told} = await toldOfLog(damage, read);
  return {...result, ...told, said: [...(result.said ?? []), ...said]};
}

/** How a stopped process goes on, or ends. */
export function goOnWith({pid}: Holder): string {
  return `Bring it back with \`fg\` in its own terminal, or end it (pid ${pid}).`;
}

function sentencesOf(holder: Holder): readonly string[] {
  return [
    `wk: watchkeeper with pid ${holder.pid} holds the journal and is stopped: this is what it had recorded by then.`,
    goOnWith(holder),
  ];
}
