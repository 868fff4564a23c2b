import type {ProcessSubstitutionPart} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {commandName, type Invocation} from '../classify/invocation.js';
import {takesData} from './data-readers.js';
import {type Holds, readsAsItsOwn} from './own-text.js';
import {isPlain} from './quote.js';
import {commandsReached, wordsThatName} from './reached-commands.js';

/** Ends a refusal. */
export const ONLY_PLAIN = 'only plain letters, digits and _.:/@%+,=- may stand there';

const NAMES = 'a value never says which command runs; change the statement so that it names the command itself';

/**
 * Why a value cannot stand where it does, by the commands that get it: it would name one of them, or one would read it
 * as text of its own. `holds`: whether a text holds it. An empty value is asked about for the first reason only.
 */
export function objectionsOfCommands(text: string, {holds, value}: {readonly holds: Holds; readonly value: string}) {
  const reached = commandsReached(text);
  const isNamed = reached.some(one => wordsThatName(one).some(word => holds(word.value)));
  if (isNamed) return [NAMES];
  if (value === '' || isPlain(value)) return [];
  const reader = [...reached.filter(one => readsAsItsOwn(one, holds)), ...fedBehind(text, holds)][0];
  if (reader === undefined) return [];
  const name = commandName(reader.words[0]);
  const who = name === '' ? 'whoever listens there' : name;
  return [`another program would read the value as part of its own text: ${who}; ${ONLY_PLAIN}`];
}

/** `tee >(program)`: it is fed with what the command beside it is given. */
function fedBehind(text: string, holds: Holds): readonly Invocation[] {
  if (!holds(text)) return [];
  const inner: ProcessSubstitutionPart[] = [];
  walkBash(parseBash(text).ast, node => {
    if (node.type === 'ProcessSubstitution' && node.operator === '>') inner.push(node);
  });
  return inner
    .flatMap(({text: written}) => commandsReached(written.slice(2, -1)))
    .filter(({words}) => words.length > 0 && !takesData(commandName(words[0])));
}
