import type {ProcessSubstitutionPart} from 'unbash';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {commandName, type Invocation} from '../classify/invocation.js';
import {expands, namesHolding} from './called-functions.js';
import {calledWith} from './called-with.js';
import {takesData} from './data-readers.js';
import {readsFile} from './file-values.js';
import {type Holds, readsAsItsOwn} from './own-text.js';
import {isPlain} from './quote.js';
import {commandsReached, wordsThatName} from './reached-commands.js';

const READS_FILE = 'a value that starts so would be taken for the name of a local file, which the command would read';

/** Ends a refusal. */
export const ONLY_PLAIN = 'only plain letters, digits and _.:/@%+,=- may stand there';

const NAMES = 'a value never says which command runs; change the statement so that it names the command itself';

interface Asked {
  readonly holds: Holds;
  readonly value: string;
  /** Texts of the functions that it may call, by name. */
  readonly functions?: ReadonlyMap<string, string>;
}

/**
 * Why a value cannot stand where it does, by the commands that get it: it would name one of them, or a file that one of
 * them reads, or one would read it as text of its own. `holds`: whether a text holds it. An empty value is asked about for the first reason only.
 */
export function objectionsOfCommands(text: string, {holds, value, functions = new Map()}: Asked): readonly string[] {
  const reached = commandsReached(text);
  const inside = textsCalled(reached, {functions, stack: []});
  if ([text, ...inside].some(one => namesCommand(one, holds))) return [NAMES];
  if ([text, ...inside].some(one => namesFile(one, holds, value))) return [READS_FILE];
  if (value === '' || isPlain(value)) return [];
  const reader = [...reached.filter(one => readsAsItsOwn(one, holds)), ...fedBehind(text, holds)][0];
  if (reader === undefined) return [];
  const name = commandName(reader.words[0]);
  const who = name === '' ? 'whoever listens there' : name;
  return [`another program would read the value as part of its own text: ${who}; ${ONLY_PLAIN}`];
}

function namesFile(text: string, holds: Holds, value: string): boolean {
  if (!/^(?:[@<]|fileb?:)/i.test(value)) return false;
  const isHeld = heldIn(text, holds);
  return commandsReached(text).some(one => readsFile(one, {holds: isHeld, value}));
}

/** Straight, or by a variable that the text puts it into. */
function heldIn(text: string, holds: Holds): Holds {
  const taken = [...namesHolding(text, holds)];
  return word => holds(word) || taken.some(name => expands(word, name));
}

function namesCommand(text: string, holds: Holds): boolean {
  const isHeld = heldIn(text, holds);
  return commandsReached(text).some(one => wordsThatName(one).some(word => isHeld(word.value)));
}

interface Calls {
  readonly functions: ReadonlyMap<string, string>;
  /** Functions that are being called: they may call each other without end. */
  readonly stack: readonly string[];
}

const DEEPEST_CALL = 4;

/** What functions run that these commands call, with the words that they are called with. */
function textsCalled(reached: readonly Invocation[], {functions, stack}: Calls): readonly string[] {
  if (functions.size === 0 || stack.length >= DEEPEST_CALL) return [];
  return reached.flatMap(({words}) => {
    const name = commandName(words[0]);
    const definition = functions.get(name);
    if (definition === undefined || stack.includes(name)) return [];
    const texts = calledWith(definition, words.slice(1));
    return texts.flatMap(text => [text, ...textsCalled(commandsReached(text), {functions, stack: [...stack, name]})]);
  });
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
