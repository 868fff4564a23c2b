import {parseBash, walkBash} from '../bash/parse-bash.js';
import {bareNames} from './bare-names.js';
import {isComputed, isSubscript, type Path} from './surroundings.js';
import {visitPaths} from './visit-paths.js';

const POSITIONAL = /\$(?:[0-9@*]|\{[!#]?[0-9@*])/;

/** Whether a function lets bash compute with what it is called with, which then may hold nothing but digits. */
export function computesWithArguments(definition: string): boolean {
  const {ast} = parseBash(definition);
  const taken = namesTaken(definition);
  if ([...bareNames(ast)].some(name => taken.has(name))) return true;
  let found = false;
  visitPaths(ast, path => {
    found ||= (isComputed(path) || isSubscript(path)) && uses(path, taken);
  });
  return found;
}

function uses(path: Path, taken: ReadonlySet<string>): boolean {
  const node = path.at(-1);
  if (node?.type === 'ArithmeticWord')
    return POSITIONAL.test(node.value) || [...taken].some(name => expands(node.value, name));
  if (node?.type === 'SimpleExpansion') return POSITIONAL.test(node.text) || taken.has(node.text.slice(1));
  if (node?.type === 'ParameterExpansion') return POSITIONAL.test(node.text) || taken.has(node.parameter);
  return false;
}

/** Variables that come to hold an argument of the function, straight or by another one. */
function namesTaken(definition: string): ReadonlySet<string> {
  return namesHolding(definition, text => POSITIONAL.test(text));
}

/** Variables of a text that come to hold what some texts hold, straight or by another one. */
export function namesHolding(text: string, holds: (part: string) => boolean): ReadonlySet<string> {
  const {ast} = parseBash(text);
  const taken = new Set<string>();
  const isHeld = (part: string) => holds(part) || [...taken].some(name => expands(part, name));
  for (let before = -1; before < taken.size; ) {
    before = taken.size;
    walkBash(ast, node => {
      if (node.type === 'Assignment' && isHeld(node.text)) taken.add(node.name);
      if ((node.type === 'For' || node.type === 'Select') && (node.wordlist?.some(one => isHeld(one.text)) ?? true))
        taken.add(node.name.value);
    });
  }
  return taken;
}

/** Whether a text expands a variable. */
export function expands(text: string, name: string): boolean {
  return new RegExp(`\\$\\{?${name}\\b`).test(text);
}
