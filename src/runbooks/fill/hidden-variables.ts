import {parseBash} from '../bash/parse-bash.js';
import {bareNames} from './bare-names.js';
import {calledIn, type Earlier} from './earlier.js';
import {type FreeVariable, freeVariables, isGiven, variablesSetIn} from './free-variables.js';
import {innerScripts} from './inner-scripts.js';

/**
 * Variables without a value that a text uses where no `$` of its own says so: in functions that it calls, in scripts that
 * it hands to another shell, bare where bash computes. Of those that no statement asked for before, only names in upper
 * case count where they stand bare.
 */
export function hiddenVariables(text: string, earlier: Earlier): readonly FreeVariable[] {
  const set = variablesSetIn(text);
  const open = new Set(freeVariables(text, earlier.known).map(({name}) => name));
  const hidden = namesIn(text, earlier).filter(
    name => !open.has(name) && !set.has(name) && !earlier.known.has(name) && !isGiven(name),
  );
  return [...new Set(hidden)].map(name => ({name, raw: `$${name}`, range: rangeOf(name, text)}));
}

function namesIn(text: string, earlier: Earlier): readonly string[] {
  const {ast} = parseBash(text);
  const isMeant = (name: string) => earlier.given.has(name) || /^[A-Z_][A-Z0-9_]*$/.test(name);
  return [
    ...[...bareNames(ast)].filter(isMeant),
    ...innerScripts(ast).flatMap(script => ofScript(script, earlier)),
    ...[...calledIn(text, earlier).values()].flatMap(definition => ofScript(definition, earlier)),
    ...[...earlier.given].filter(name => inQuotes(text, name)),
  ];
}

function ofScript(script: string, earlier: Earlier): readonly string[] {
  const {ast, errors} = parseBash(script);
  if (errors.length > 0) return [];
  const set = variablesSetIn(script);
  const bare = [...bareNames(ast)].filter(name => /^[A-Z_][A-Z0-9_]*$/.test(name) && !set.has(name));
  return [...freeVariables(script, earlier.known).map(({name}) => name), ...bare];
}

/** In quotes or a here-document that keep this shell from looking, but not the program that gets it. */
function inQuotes(text: string, name: string): boolean {
  return new RegExp(`\\$\\{?${name}\\b`).test(text);
}

function rangeOf(name: string, text: string): readonly [number, number] {
  const at = text.search(new RegExp(`\\b${name}\\b`));
  return at < 0 ? [0, text.length] : [at, at + name.length];
}
