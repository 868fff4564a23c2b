import type {RunPlace} from '../core/runbook/run.js';
import {plainText} from '../lib/plain-text.js';

const BEGIN = 'wk-place\0';
const LONGEST = 300;
const VARIABLE = 'variable ';

/** Reads what the place script wrote, after whatever else a shell may have said before it. */
export function readPlace(output: string): RunPlace | undefined {
  const at = output.lastIndexOf(BEGIN);
  if (at === -1) return undefined;
  const parts = output.slice(at + BEGIN.length).split('\0');
  const values = new Map<string, string>();
  for (let i = 0; i + 1 < parts.length; i += 2) values.set(parts[i] ?? '', shown(parts[i + 1] ?? ''));
  const {host = '', user = '', cwd = '', missing, kube, cloud} = Object.fromEntries(values);
  return {
    host,
    user,
    cwd: missing === undefined ? cwd : `${missing} (not there)`,
    ...(kube === undefined ? {} : {kubeContext: kube}),
    ...(cloud === undefined ? {} : {cloudProfile: cloud.replaceAll('\n', ', ')}),
    ...variablesIn(values),
  };
}

function variablesIn(values: ReadonlyMap<string, string>): Pick<RunPlace, 'variables'> {
  const found = [...values].filter(([key]) => key.startsWith(VARIABLE));
  return found.length === 0
    ? {}
    : {variables: Object.fromEntries(found.map(([key, value]) => [key.slice(VARIABLE.length), value]))};
}

function shown(value: string): string {
  return plainText(value, {maxLength: LONGEST, multiline: true});
}
