import {addedBy} from './added-by.js';
import {computedName} from './computed-name.js';
import {COMPUTES_ONLY, computedFindings, type Found} from './computed-values.js';
import {executedIn} from './executed.js';
import {commandsGiven} from './given-commands.js';
import {type Argument, commandName, type Feed, type Finding, heavier, type Invocation, literal} from './invocation.js';
import {invocationsIn} from './invocations.js';
import {judgeTool} from './judge-tool.js';
import {type KnownValues, NOTHING_KNOWN} from './known-values.js';
import {looksUp} from './looks-up.js';
import {loosened, looseWrapper} from './loosened.js';
import {programsIn} from './programs.js';
import {judgeRedirections} from './redirections.js';
import {redefined, type Session} from './session.js';
import {interpret, isShell} from './shells.js';
import {judgeSpecial} from './specials.js';
import {sshOptions} from './ssh-options.js';
import {steering} from './steering.js';
import {unknownCommand, unlessTold} from './unknown-command.js';
import {unknownIn} from './unknown-text.js';
import {type Unwrapped, unwrap} from './unwrap.js';
import {taught, type UserTables} from './user-tables.js';
import {fedWords, handedOn} from './xargs.js';

/** What was found in a text, and the commands in it. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly commands: readonly string[];
}

interface Depth {
  readonly tables: UserTables;
  readonly depth: number;
  /** Values that variables will have. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly known: KnownValues;
  /** What is known of the variables that bash may compute with. */
  readonly found: Found;
  /** What earlier statements made of the names of commands. */
  readonly session?: Session | undefined;
  /** A wrapper around it asked for a terminal. */
  readonly terminal?: boolean;
  /** Text is read by this shell itself, with its variables. */
  readonly sameShell?: boolean;
  /** What text for a shell reads on its standard input. */
  readonly feed?: Feed | undefined;
}

const DEEPEST = 8;

/** Judges one command and everything that is wrapped in it. */
export function judge(invocation: Invocation, at: Depth): Judgement {
  const beside = [...judgeRedirections(invocation), ...steering(invocation)];
  const [first] = invocation.words;
  if (first === undefined) {
    const sets = {level: 'reads', reason: 'sets variables of this shell only', known: true} as const;
    return {findings: beside.length > 0 ? beside : [sets], commands: []};
  }
  const {findings, commands} = inSession(judgeWords(invocation, first, at), first, at);
  const name = first.value === '' ? first.text : first.value;
  const named = findings.map(one => (one.level === 'destructive' ? {...one, resource: one.resource ?? name} : one));
  return {findings: [...named, ...beside], commands};
}

/** What a function or an alias of the shell stands for comes to what its name says. */
function inSession(judged: Judgement, {value}: Argument, at: Depth): Judgement {
  const {session} = at;
  const found = redefined(value, session);
  if (session === undefined || found === undefined) return judged;
  const body = session.functions.get(value) ?? '';
  const own = judged.findings.flatMap(one => unlessTold(one, value, session));
  if (body === '') return {...judged, findings: [...own, found]};
  const functions = new Map([...session.functions].filter(([name]) => name !== value));
  const inside = {...at.found, complete: false};
  const below = {...at, found: inside, session: {...session, functions}, depth: at.depth + 1, sameShell: true};
  const inner = withScript(literal(body), [found], below);
  return {findings: [...own, ...inner.findings], commands: [...judged.commands, ...inner.commands]};
}

function judgeWords(written: Invocation, first: Argument, at: Depth): Judgement {
  const invocation = respelled(written);
  if (/^"?\$\{?(?:EDITOR|VISUAL)(?::-\w+)?\}?"?$/.test(first.text)) {
    return {
      findings: [{level: 'changes', reason: 'opens your editor', known: true, needsTerminal: true}],
      commands: [first.text],
    };
  }
  if (first.computed || first.pattern) {
    return {findings: [computedName(first)], commands: [first.text]};
  }
  const name = commandName(invocation.words[0]);
  const unwrapped = looksUp(name, invocation) ? undefined : unwrap(invocation);
  if (unwrapped !== undefined) return withGiven(name, judgeUnwrapped(unwrapped, invocation, at), {invocation, at});
  if (/^(?:find|fd|fdfind)$/.test(name)) return prefixed(name, withExecuted(invocation, at));
  if (name === 'trap') return prefixed(name, judgeTrap(invocation.words, at));
  const interpreted = interpret(invocation, at.terminal === true);
  if (interpreted !== undefined) {
    return prefixed(name, judgeInterpreted(invocation, interpreted.findings, {...at, script: interpreted.script}));
  }
  const own = loosened(taught(judgePlain(name, invocation, at), invocation, at.tables), invocation, at.known);
  const unknown = programsIn(invocation).flatMap(one => unknownIn(one, at.variables));
  return withGiven(name, {findings: [own, ...unknown], commands: []}, {invocation, at});
}

/** `trap 'rm x' EXIT`; with an empty text, or `-`, it says only what becomes of signals. */
function judgeTrap([, ...words]: readonly Argument[], at: Depth): Judgement {
  const [first, ...others] = words[0]?.value === '--' ? words.slice(1) : words;
  const is = (level: Finding['level'], reason: string) => ({findings: [{level, reason, known: true}], commands: []});
  if (first === undefined || /^-[lp]$/.test(first.value)) return is('reads', 'trap looks read-only');
  const ignores = first.value === '' && !first.computed;
  if (ignores || first.value === '-' || others.length === 0)
    return is('changes', `trap decides what signals do to this shell: ${words.map(({text}) => text).join(' ')}`);
  return withScript(first, [], at);
}

interface Around {
  readonly invocation: Invocation;
  readonly at: Depth;
}

/** What it is handed to run, a pager or a filter, counts as what it is, and as a change at least. */
function withGiven(name: string, own: Judgement, {invocation, at}: Around): Judgement {
  const given = commandsGiven(invocation);
  if (given.length === 0) return prefixed(name, own);
  const runs: Finding = {level: 'changes', reason: `${name} runs another program: ${given[0]?.text}`, known: true};
  const inner = given.map(one => withScript(one, [], {...at, depth: at.depth + 1}));
  return prefixed(name, {
    findings: [...own.findings, runs, ...inner.flatMap(one => one.findings)],
    commands: [...own.commands, ...inner.flatMap(one => one.commands)],
  });
}

/** Programs that somebody hands to another program for one reason. */
const REMOVES = /^(?:\/(?:usr\/)?s?bin\/)?(?:rm|shred|wipefs|mkfs(?:\.\w+)?|blkdiscard|dropdb|srm)$/;

/** `docker compose` takes the options of `docker-compose`. */
function respelled(invocation: Invocation): Invocation {
  const [name, verb, ...rest] = invocation.words;
  if (verb?.value !== 'compose' || !/^(?:docker|podman)$/.test(commandName(name))) return invocation;
  return {...invocation, words: [literal('docker-compose'), ...rest]};
}

function judgePlain(name: string, invocation: Invocation, {terminal}: Depth): Finding {
  if (looksUp(name, invocation)) return {level: 'reads', reason: 'command -v looks read-only', known: true};
  const found = judgeSpecial(invocation) ?? judgeTool(invocation);
  if (found !== undefined) return found;
  const handed = invocation.words.slice(1).find(({value, computed}) => !computed && REMOVES.test(value));
  if (handed !== undefined) return worst(`${unknownCommand(name)}, which is handed ${handed.value}`);
  const slash = name.lastIndexOf('/');
  const base =
    slash < 0
      ? undefined
      : judgeTool({...invocation, words: [literal(name.slice(slash + 1)), ...invocation.words.slice(1)]});
  const level = heavier(base?.level ?? 'changes', 'changes');
  const asks = terminal === true ? {needsTerminal: true} : {};
  if (level === 'destructive' && base !== undefined) return {...base, ...asks};
  return {level: 'changes', reason: unknownCommand(name), known: false, ...asks};
}

function judgeUnwrapped(unwrapped: Unwrapped, outer: Invocation, at: Depth): Judgement {
  const {wrapper, name, inner, script, asksTerminal, timeout} = unwrapped;
  const own = [
    ...addedBy(unwrapped),
    ...ofTool(unwrapped, outer, at),
    ...sshOptions(name, outer),
    ...looseWrapper(unwrapped, outer, at.known),
  ];
  const below = {...at, depth: at.depth + 1, terminal: at.terminal === true || asksTerminal};
  if (script !== undefined) return withScript(handedOn(script, name, outer), own, {...below, feed: outer.feed});
  if (inner === undefined) return judgeAlone(unwrapped, outer, {own, below});
  const handed = name === 'xargs' ? fedWords(inner, outer) : inner;
  const judged = judge({...handed, redirections: []}, below);
  const ends = timeout !== undefined && wrapper.endless !== true;
  const findings = ends ? judged.findings.map(({endless: _, ...finding}) => finding) : judged.findings;
  return {findings: [...own, ...findings], commands: judged.commands};
}

/** The tables speak of `docker run` itself, whatever it runs. */
function ofTool({wrapper, inner, script}: Unwrapped, outer: Invocation, {tables}: Depth): readonly Finding[] {
  const alone = wrapper.alone === 'tool' && inner === undefined && script === undefined;
  if (wrapper.tool !== true && !alone) return [];
  const found = judgeTool(outer) ?? {level: 'changes', reason: 'it changes something', known: true};
  return [taught(found, outer, tables)];
}

interface Alone {
  readonly own: readonly Finding[];
  readonly below: Depth;
}

function judgeAlone({name, wrapper: {alone}}: Unwrapped, {feed}: Invocation, {own, below}: Alone): Judgement {
  const answer = (finding: Finding) => ({findings: [...own, finding], commands: []});
  if (alone === 'tool') return {findings: own, commands: []};
  if (alone === 'reads') return answer({level: 'reads', reason: `${name} looks read-only`, known: true});
  if (alone === 'changes') return answer({level: 'changes', reason: `${name} changes something`, known: true});
  if (feed?.kind === 'text') return withScript(fedText(feed), own, below);
  if (feed !== undefined) return answer(worst(`${name} runs whatever it is fed`));
  return answer({level: 'changes', reason: `${name} opens a shell`, known: false, needsTerminal: true});
}

function judgeInterpreted(
  {words, feed, redirections}: Invocation,
  findings: readonly Finding[],
  at: Depth & {readonly script: Argument | undefined},
): Judgement {
  if (at.script !== undefined) return withScript(at.script, findings, at);
  const reads = redirections.length === 0 || redirections.every(({operator}) => operator !== '<');
  if (
    isShell(commandName(words[0])) &&
    feed?.kind === 'text' &&
    reads &&
    feed.text !== '' &&
    words.every(({value}, i) => i === 0 || value.startsWith('-'))
  ) {
    return withScript(fedText(feed), [], at);
  }
  const [only] = findings;
  const mine =
    only === undefined
      ? []
      : [taught(only, {words, sets: [], redirections, captured: false, background: false}, at.tables)];
  return {findings: mine, commands: []};
}

/** A here-document, with what this shell fills in first. */
function fedText({text, computed}: Feed): Argument {
  return {...literal(text), computed: computed === true};
}

/** Text that another shell will read is judged as this one is. */
function withScript(script: Argument | undefined, own: readonly Finding[], around: Depth): Judgement {
  const at = script?.computed === false && around.sameShell !== true ? {...around, known: NOTHING_KNOWN} : around;
  if (script === undefined) return {findings: own, commands: []};
  if (at.depth > DEEPEST) return {findings: [...own, worst('shells inside shells, too deep to be read')], commands: []};
  const {invocations, findings, isEmpty, errors} = invocationsIn(script.value, at.feed);
  if (errors.length > 0) {
    return {
      findings: [...own, ...findings, worst(`text for another shell cannot be read: ${errors[0]}`)],
      commands: [],
    };
  }
  const {feed: _, sameShell: __, ...below} = at;
  const inner = invocations.map(one => judge(one, {...below, depth: at.depth + 1}));
  const empty = isEmpty ? [worst(`text for another shell cannot be read: ${script.text}`)] : [];
  const alone = inner.length === 0 && !isEmpty ? [COMPUTES_ONLY] : [];
  return {
    findings: [
      ...own,
      ...findings,
      ...computedFindings(script.value, at.found),
      ...empty,
      ...alone,
      ...unknownIn(script, at.variables),
      ...inner.flatMap(one => one.findings),
    ],
    commands: inner.flatMap(one => one.commands),
  };
}

/** `find ... -exec rm {} +` and `fd --exec=rm`. */
function withExecuted(invocation: Invocation, at: Depth): Judgement {
  const {words} = invocation;
  const reads: Finding = {level: 'reads', reason: 'fd looks read-only', known: true};
  const own = loosened(judgeSpecial(invocation) ?? reads, invocation, at.known);
  const inner = executedIn(words).map(command =>
    judge({...invocation, words: command, sets: [], redirections: []}, {...at, depth: at.depth + 1}),
  );
  return {findings: [own, ...inner.flatMap(one => one.findings)], commands: inner.flatMap(one => one.commands)};
}

function prefixed(name: string, {findings, commands}: Judgement): Judgement {
  return {findings, commands: WRAPS_QUIETLY.has(name) ? commands : [name, ...commands]};
}

/** They are taken off without a trace. */
const WRAPS_QUIETLY = new Set([
  'sudo',
  'doas',
  'env',
  'timeout',
  'nice',
  'ionice',
  'nohup',
  'time',
  'command',
  'builtin',
  'exec',
  'stdbuf',
  'setsid',
]);

function worst(reason: string): Finding {
  return {level: 'destructive', reason, known: true};
}
