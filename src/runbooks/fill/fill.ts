import type {FilledValue, Filling, Placeholder} from '../../core/runbook/fill.js';
import {parseBash} from '../bash/parse-bash.js';
import {computesWithArguments} from './called-functions.js';
import {objectionsOfCommands} from './check-commands.js';
import {objectionsAt, objectionsTo} from './check-value.js';
import {spotOf} from './contexts.js';
import {beginning, calledIn, type Earlier, functionsOf, mentions, readable} from './earlier.js';
import {fillHoles} from './holes.js';
import type {Holds} from './own-text.js';
import {variableName} from './placeholder-name.js';
import {placeholdersIn} from './placeholders.js';
import {isHarmless, quoted} from './quote.js';
import {shapeOf} from './shape.js';
import {decidesSomething, objectionsToUse, type UseAround} from './variable-uses.js';

interface Fitted {
  readonly placeholder: Placeholder;
  readonly given: FilledValue;
}

interface Work {
  readonly text: string;
  readonly holes: readonly Fitted[];
  readonly variables: readonly Fitted[];
  readonly around: UseAround & Pick<Earlier, 'sourced' | 'functions'>;
  readonly refusals: string[];
  readonly warnings: string[];
}

/**
 * The exact string that would run, with each value quoted for where it stands, or why there is none. Inserted values
 * are never looked at for placeholders again. A value for `$POD` also serves `${POD}`.
 */
export function fill(text: string, values: readonly FilledValue[], earlier: Earlier = beginning()): Filling {
  const placeholders = placeholdersIn(text, earlier);
  const missing = placeholders.filter(one => (valueFor(one, values)?.value ?? '') === '');
  const fitted = placeholders.flatMap(placeholder => {
    const given = valueFor(placeholder, values);
    return given === undefined || given.value === '' ? [] : [{placeholder, given}];
  });
  const isVariable = ({placeholder}: Fitted) => placeholder.kind === 'variable';
  const holes = fitted.filter(one => !isVariable(one));
  const around = aroundOf(text, earlier);
  const work: Work = {text, holes, variables: fitted.filter(isVariable), around, refusals: [], warnings: []};
  for (const {placeholder, given} of fitted) object(work, placeholder, given.value);
  const filled = insert(work);
  const env = environment(work);
  if (missing.length > 0 || work.refusals.length > 0 || filled === undefined) {
    return {ok: false, missing, refusals: [...new Set(work.refusals)]};
  }
  return {ok: true, text: filled, values: fitted.map(told), env, warnings: [...new Set(work.warnings)]};
}

function aroundOf(text: string, earlier: Earlier): Work['around'] {
  const called = calledIn(text, earlier);
  const plain = readable(text);
  const own = functionsOf(parseBash(plain).ast, plain);
  const functions = new Map([...called, ...own]);
  const computes = [...functions.values()].some(computesWithArguments);
  return {called, functions, computes, splits: earlier.splits, sourced: earlier.sourced};
}

function valueFor({kind, raw}: Placeholder, values: readonly FilledValue[]): FilledValue | undefined {
  const key = (written: string) => (kind === 'variable' ? variableName(written) : written);
  return values.findLast(({placeholder}) => key(placeholder) === key(raw));
}

function object({text, around, refusals, warnings}: Work, placeholder: Placeholder, value: string): void {
  const found = objectionsTo({placeholder, value, text, sourced: around.sourced});
  refusals.push(...found.refusals);
  warnings.push(...found.warnings);
}

/** What the commands that get the value say against it, where nothing was said of it before. */
function objectToCommands(
  {refusals, around: {functions}}: Work,
  {placeholder: {raw}, given: {value}}: Fitted,
  {text, holds}: {readonly text: string; readonly holds: Holds},
): void {
  const isSaid = refusals.some(one => one.startsWith(`${raw}: another program`));
  const found = objectionsOfCommands(text, {holds, value: isSaid ? '' : value, functions});
  refusals.push(...found.map(reason => `${raw}: ${reason}`));
}

/** Writes every value in its place, then compares what bash would read with the same text before. */
function insert(work: Work): string | undefined {
  const {text, holes, around, refusals} = work;
  if (holes.length === 0) return text;
  const marks = new Map(holes.map(({placeholder}, index) => [placeholder, `WKVALUE${index}Z`]));
  const list = holes.map(({placeholder}) => placeholder);
  const neutral = fillHoles(text, list, hole => marks.get(hole) ?? '');
  const written = new Map<Placeholder, string>();
  for (const {placeholder, given} of holes) {
    const mark = marks.get(placeholder) ?? '';
    const from = neutral.indexOf(mark);
    const spot = spotOf(neutral, [from, from + mark.length], new Set(around.called.keys()));
    const before = neutral.slice(0, from);
    const {computes} = around;
    refusals.push(...objectionsAt({raw: placeholder.raw, value: given.value, text: neutral, before, computes}, spot));
    objectToCommands(work, {placeholder, given}, {text: neutral, holds: in_ => in_.includes(mark)});
    const inserted = quoted(given.value, spot.context);
    if (inserted === undefined)
      refusals.push(
        `${placeholder.raw}: only ${spot.context === 'arithmetic' ? 'digits' : 'a plain word'} may stand there`,
      );
    else written.set(placeholder, inserted);
  }
  if (written.size < holes.length) return undefined;
  const filled = fillHoles(text, list, hole => written.get(hole) ?? '');
  const values = holes.map(({given}) => given.value);
  const expected = shapeOf(neutral, word =>
    word.replace(/WKVALUE(\d+)Z/g, (whole, index) => values[Number(index)] ?? whole),
  );
  if (expected === undefined) refusals.push('bash cannot read the statement');
  else if (expected !== shapeOf(filled)) refusals.push('the values would change what the statement is made of');
  return filled;
}

function environment(work: Work): Readonly<Record<string, string>> {
  const {text, holes, variables, around, refusals} = work;
  const plain = readable(text);
  if (parseBash(plain).errors.length > 0) refusals.push('bash cannot read the statement');
  const env: Record<string, string> = {};
  for (const {placeholder, given} of variables) {
    const name = variableName(placeholder.raw);
    if (decidesSomething(name))
      refusals.push(`$${name} decides what the shell does and is never set from a value; edit the statement`);
    refusals.push(...objectionsToUse(plain, {name, value: given.value}, around));
    const use = new RegExp(`\\$\\{?!?${name}\\b`);
    objectToCommands(work, {placeholder, given}, {text: plain, holds: in_ => use.test(in_)});
    env[name] = given.value;
  }
  refusals.push(...namedByOthers(env, [...holes, ...variables]));
  return env;
}

/** A value that names a variable would stand for what that holds, where bash computes with it. */
function namedByOthers(env: Readonly<Record<string, string>>, fitted: readonly Fitted[]): readonly string[] {
  return Object.entries(env)
    .filter(([, value]) => !isHarmless(value))
    .flatMap(([name]) =>
      fitted
        .filter(({given}) => mentions(given.value, name))
        .map(({placeholder}) => `${placeholder.raw}: the value names the variable $${name}`),
    );
}

function told({placeholder, given}: Fitted): FilledValue {
  return {...given, placeholder: placeholder.raw, secret: placeholder.secret || given.secret};
}
