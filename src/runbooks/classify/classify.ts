import {LONGEST_STATEMENT, TOO_LONG} from '../../core/runbook/longest-statement.js';
import type {CarriedShell} from '../../core/runbook/run.js';
import type {VerbTables, Verdict} from '../../core/runbook/verdict.js';
import {showHidden} from '../../lib/show-hidden.js';
import {parseBash, walkBash} from '../bash/parse-bash.js';
import {freeVariables, variablesSetIn} from '../fill/free-variables.js';
import {COMPUTES_ONLY, computedFindings} from './computed-values.js';
import {type Finding, heavier, type Invocation, type Weight, weightOf} from './invocation.js';
import {invocationsIn} from './invocations.js';
import {judge} from './judge.js';
import type {KnownValues} from './known-values.js';
import {type Masked, masked} from './mask.js';
import {plainIn} from './plain-values.js';
import {sessionOf} from './session.js';
import {SQL_FIRST} from './sql.js';
import {userTables} from './user-tables.js';
import {withValues} from './with-values.js';

/**
 * What a statement can do, as far as that shows without running it. Every command in it counts, however deep. What is
 * not known "changes"; what cannot be read as bash is `not-shell`. Never throws. A team's `tables` teach unknown words
 * and raise known ones; they lower nothing that is known. `variables`: values that the runner will set, so that what is
 * hit is named by its name and not as `$POD`.
 */
export function classify(text: string, tables?: VerbTables, variables: Variables = {}): Verdict {
  return classifyIn(text, {variables, ...(tables === undefined ? {} : {tables})});
}

/** What is known of the shell in which a statement will run. */
export interface Around {
  readonly tables?: VerbTables | undefined;
  readonly variables?: Variables;
  /** Variables that will hold one plain word: those that are asked for. Where it is left out, all that are free. */
  readonly plain?: ReadonlySet<string>;
  /** What earlier statements left there. */
  readonly carried?: CarriedShell | undefined;
  /** Variables that hold what came from outside; `any`: nobody followed what earlier statements put into theirs. */
  readonly outside?: ReadonlySet<string> | 'any';
}

/** The same in a shell that earlier statements may have changed: what these redefined is no longer what its name says. */
export function classifyIn(text: string, around: Around): Verdict {
  if (text.length > LONGEST_STATEMENT) return notShell(TOO_LONG);
  const mask = masked(text);
  const verdict = verdictOf(text, mask, around);
  const {variables = {}, carried} = around;
  const filled = withValues(mask.text, variables);
  const definitions = withValues(carried?.definitions ?? '', variables);
  if (verdict.level === 'not-shell' || (filled === mask.text && definitions === (carried?.definitions ?? '')))
    return verdict;
  const then = verdictOf(
    text,
    {...mask, text: filled},
    {
      ...around,
      ...(carried === undefined ? {} : {carried: {...carried, definitions}}),
    },
  );
  return heavierOf(verdict, then);
}

/** With the values of its variables written in a statement can only weigh more. */
function heavierOf(verdict: Verdict, filled: Verdict): Verdict {
  if (filled.level === 'not-shell' || verdict.level === 'not-shell') return verdict;
  const needsTerminal = verdict.needsTerminal || filled.needsTerminal;
  const endless = verdict.endless || filled.endless;
  const commands = [...new Set([...verdict.commands, ...filled.commands])];
  const evaluates = verdict.evaluates === true || filled.evaluates === true ? {evaluates: true as const} : {};
  if (weightOf(filled.level) <= weightOf(verdict.level))
    return {...verdict, needsTerminal, endless, ...evaluates, commands};
  const reasons = [...filled.reasons.map(reason => `with its variables: ${reason}`), ...verdict.reasons];
  const {resource} = filled;
  return {
    ...verdict,
    level: filled.level,
    reasons,
    needsTerminal,
    endless,
    ...evaluates,
    commands,
    ...(resource === undefined ? {} : {resource}),
  };
}

function verdictOf(text: string, mask: Masked, around: Around): Verdict {
  const {tables, variables = {}, carried, outside = new Set()} = around;
  const script = invocationsIn(mask.text);
  if (script.errors.length > 0) return notShell(`bash cannot read it: ${script.errors[0]}`);
  const sql = script.invocations.find(({words}) => SQL_FIRST.test(words[0]?.text ?? ''));
  if (sql !== undefined) return notShell(`${sql.words[0]?.text} starts SQL, not a command`);
  if (script.isEmpty) return notShell('there is nothing to run in it');
  const alone = script.invocations.length === 0 && script.findings.length === 0 ? [COMPUTES_ONLY] : [];
  const alias = aliasIn(script.invocations);
  if (alias !== undefined) return notShell(alias);
  const known = knownIn(mask.text, around);
  const found = {outside, values: variables, complete: carried !== undefined};
  const at = {tables: userTables(tables), variables, known, found, session: sessionOf(carried), depth: 0};
  const judged = script.invocations.map(one => judge(one, at));
  const findings = [
    ...disguises(text),
    ...alone,
    ...script.findings,
    ...computedFindings(mask.text, found),
    ...judged.flatMap(one => one.findings),
  ];
  const verdict = combined(findings);
  return {
    ...verdict,
    reasons: verdict.reasons.map(mask.unmask),
    ...(verdict.resource === undefined ? {} : {resource: named(verdict.resource, mask, variables)}),
    commands: [...new Set(judged.flatMap(one => one.commands.map(mask.unmask)))],
  };
}

type Variables = Readonly<Record<string, string>>;

function knownIn(text: string, {variables = {}, carried, plain}: Around): KnownValues {
  const own = variablesSetIn(text);
  const free = plain ?? new Set(freeVariables(text).map(({name}) => name));
  const before = new Set(carried?.variables);
  return {
    values: Object.fromEntries(Object.entries(variables).filter(([name]) => !own.has(name))),
    plain: new Set([...free, ...[...plainIn(text, free)].filter(name => !before.has(name))]),
    set: new Set([...own, ...before]),
    splits: own.has('IFS') || before.has('IFS'),
  };
}

/** What is hit by the name that it has; what an argument of a function hits is known when that is called. */
function named(resource: string, mask: Masked, variables: Variables): string {
  if (/\$\{?[\d@*]/.test(resource)) return functionIn(mask.text) ?? mask.text.match(/[^\s;&|]+/)?.[0] ?? resource;
  const name = /^\$\{?(\w+)\}?$/.exec(resource)?.[1];
  const value = name !== undefined && Object.hasOwn(variables, name) ? variables[name] : undefined;
  return value === undefined || value === '' ? mask.unmask(resource) : value;
}

function functionIn(text: string): string | undefined {
  const names: string[] = [];
  walkBash(parseBash(text).ast, node => {
    if (node.type === 'Function') names.push(node.name.value);
  });
  return names[0];
}

/** Bash does not expand aliases where nobody types. */
function aliasIn(invocations: readonly Invocation[]): string | undefined {
  const only = invocations.length === 1 ? invocations[0] : undefined;
  const [name, ...args] = only?.words ?? [];
  const made = name?.value === 'alias' ? args.find(({text}) => /^[^-=]+=/.test(text)) : undefined;
  const alias = made?.text.slice(0, made.text.indexOf('='));
  return alias === undefined
    ? undefined
    : `bash knows no aliases where nobody types: make ${alias} a function, ${alias}() { ...; }`;
}

/** Says not to: as a sentence of its own, not in passing. */
const FORBIDS =
  /(?:^|[.!:;,–—-]\s|[^\w\s'’]\s*)(?:please\s+)?(?:do(?:n['’]?t| not)|never)\s+(?:ever\s+|\w+ly\s+)?(?:use|run|do|execute|apply)\b/i;

/** The document, or somebody's comment, warns: one step up, and all the way where it says not to do it. */
export function raised(verdict: Verdict, why: string): Verdict {
  const next: Partial<Record<Verdict['level'], Verdict['level']>> = {reads: 'changes', changes: 'destructive'};
  const isForbidden = verdict.level !== 'not-shell' && FORBIDS.test(why);
  const level = isForbidden ? 'destructive' : (next[verdict.level] ?? verdict.level);
  const resource = level === 'destructive' ? (verdict.resource ?? verdict.commands[0] ?? 'run it') : undefined;
  return {...verdict, level, reasons: [why, ...verdict.reasons], ...(resource === undefined ? {} : {resource})};
}

/** Values lower nothing: a statement is at least what it is without them. */
export function notBelow(verdict: Verdict, unfilled: Verdict | undefined): Verdict {
  if (unfilled === undefined || unfilled.level === 'not-shell' || verdict.level === 'not-shell') return verdict;
  if (weightOf(verdict.level) >= weightOf(unfilled.level)) return verdict;
  const reasons = [...unfilled.reasons.map(reason => `as it is written: ${reason}`), ...verdict.reasons];
  const resource = unfilled.level === 'destructive' ? (verdict.commands[0] ?? 'run it') : undefined;
  return {...verdict, level: unfilled.level, reasons, ...(resource === undefined ? {} : {resource})};
}

function combined(findings: readonly Finding[]): Omit<Verdict, 'commands'> {
  const level = findings.reduce<Weight>((worst, one) => heavier(worst, one.level), 'reads');
  const ordered = [...findings].sort((a, b) => weightOf(b.level) - weightOf(a.level));
  const told = level === 'reads' ? ordered : ordered.filter(one => one.level !== 'reads');
  const timeouts = findings.flatMap(({timeout}) => (timeout === undefined ? [] : [timeout]));
  const unsettled = [...new Set(findings.flatMap(one => one.unsettled ?? []))];
  const worst = ordered.find(one => one.level === level && one.resource !== undefined) ?? ordered[0];
  return {
    level,
    reasons: [...new Set(told.map(({reason}) => reason))].slice(0, 12),
    needsTerminal: findings.some(one => one.needsTerminal === true),
    endless: findings.some(one => one.endless === true),
    ...(level === 'destructive' ? {resource: worst?.resource ?? 'run it'} : {}),
    ...(findings.some(one => one.evaluates === true) ? {evaluates: true} : {}),
    ...(unsettled.length === 0 ? {} : {unsettled}),
    ...(timeouts.length === 0 ? {} : {timeout: Math.max(...timeouts)}),
  };
}

const INVISIBLE = /(?![\ufe0e\ufe0f\n\t])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** What a reader cannot see, or takes for something else. */
function disguises(text: string): readonly Finding[] {
  const {mixed} = showHidden(text);
  const found: Finding[] = mixed.map(word => ({
    level: 'destructive',
    reason: `the word ${word} mixes alphabets: it is not what it looks like`,
    known: true,
  }));
  if (INVISIBLE.test(text))
    found.push({level: 'destructive', reason: 'it holds characters that cannot be seen', known: true});
  return found;
}

function notShell(reason: string): Verdict {
  return {level: 'not-shell', reasons: [reason], needsTerminal: false, endless: false, commands: []};
}
