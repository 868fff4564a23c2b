import {commandsReached, wordsThatName} from './reached-commands.js';

/** Ends a refusal. */
export const ONLY_PLAIN = 'only plain letters, digits and _.:/@%+,=- may stand there';

const NAMES = 'a value never says which command runs; change the statement so that it names the command itself';

/** Whether a text holds the value that is asked about. */
export type Holds = (text: string) => boolean;

/** Why a value cannot stand where it does, by the commands that get it. */
export function objectionsOfCommands(text: string, holds: Holds) {
  const reached = commandsReached(text);
  const isNamed = reached.some(one => wordsThatName(one).some(word => holds(word.value)));
  if (isNamed) return [NAMES];
  return [];
}
