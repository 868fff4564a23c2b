import type {CarriedShell, RunPlace} from '../core/runbook/run.js';
import {plainText} from '../lib/plain-text.js';

const BEGIN = 'wk-place\0';
const LONGEST = 300;
const VARIABLE = 'variable ';
const LIST = 'list ';

/** Reads what the place script wrote, after whatever else a shell may have said before it. */
export function readPlace(output: string): RunPlace | undefined {
  const at = output.lastIndexOf(BEGIN);
  if (at === -1) return undefined;
  const parts = output.slice(at + BEGIN.length).split('\0');
  const values = new Map<string, string>();
  for (let i = 0; i + 1 < parts.length; i += 2) values.set(parts[i] ?? '', parts[i + 1] ?? '');
  const told = (name: string) => {
    const value = values.get(name);
    return value === undefined ? undefined : shown(value);
  };
  const [host = '', user = '', cwd = '', missing, kube, docker, cloud] = [
    'host',
    'user',
    'cwd',
    'missing',
    'kube',
    'docker',
    'cloud',
  ].map(told);
  const names = values.get('names');
  return {
    host,
    user,
    cwd: missing === undefined ? cwd : `${missing} (not there)`,
    ...(kube === undefined ? {} : {kubeContext: kube}),
    ...(docker === undefined ? {} : {dockerContext: docker}),
    ...(cloud === undefined ? {} : {cloudProfile: cloud.replaceAll('\n', ', ')}),
    ...(names === undefined ? {} : {carried: carriedIn(names, values.get('definitions') ?? '')}),
    ...variablesIn(values),
  };
}

function carriedIn(names: string, definitions: string): CarriedShell {
  const of = (kind: string) =>
    names.split('\n').flatMap(line => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : []));
  return {functions: of('function'), definitions, aliases: of('alias'), variables: of('variable')};
}

function variablesIn(values: ReadonlyMap<string, string>): Pick<RunPlace, 'variables'> {
  const found = [...values].flatMap(([key, value]) => {
    if (key.startsWith(VARIABLE)) return [[key.slice(VARIABLE.length), value] as const];
    return key.startsWith(LIST) ? [[`${key.slice(LIST.length)}[@]`, value] as const] : [];
  });
  return found.length === 0 ? {} : {variables: Object.fromEntries(found)};
}

function shown(value: string): string {
  return plainText(value, {maxLength: LONGEST, multiline: true});
}
