import type {FilledValue, Placeholder, ValueSource} from '../../core/runbook/fill.js';
import {placeholderName, squeezed} from './placeholder-name.js';
import {placeholdersIn} from './placeholders.js';

type Words = Readonly<Record<string, string>>;

/** Where values may come from. */
export interface ValueSources {
  readonly labels: Words;
  readonly annotations: Words;
  /** What was filled in for earlier statements of this run. */
  readonly earlier?: readonly FilledValue[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Names that mean the same. */
const ALIASES: readonly (readonly string[])[] = [
  ['namespace', 'ns', 'exportednamespace', 'kubernetesnamespace', 'project'],
  ['persistentvolumeclaim', 'pvc', 'claim'],
  ['persistentvolume', 'pv', 'volumename'],
  ['service', 'svc'],
  ['pod', 'podname', 'po', 'exportedpod', 'kubernetespodname'],
  ['deployment', 'deploy'],
  ['statefulset', 'sts'],
  ['daemonset', 'ds'],
  ['virtualmachine', 'vm', 'vmi', 'name'],
  ['host', 'hostname', 'instance', 'server', 'target', 'node', 'nodename'],
  ['mountpoint', 'mount', 'path', 'filesystem'],
  ['database', 'db', 'datname', 'dbname'],
  ['cluster', 'clustername', 'context'],
  ['container', 'containername'],
  ['alert', 'alertname'],
];

/** A host is an instance without its port; a `name` alone says too little to be taken for a machine. */
const HOSTS: ReadonlySet<string> = new Set(['host', 'hostname', 'server', 'node', 'nodename']);

/** What could stand there, best first: labels, annotations, earlier values, environment. None twice. */
export function candidates(placeholder: Placeholder, from: ValueSources): readonly FilledValue[] {
  const found: FilledValue[] = [];
  const offer = (value: string | undefined, source: ValueSource, secret = placeholder.secret) => {
    if (value === undefined || value === '' || found.some(one => one.value === value)) return;
    found.push({placeholder: placeholder.raw, value, source, secret});
  };
  for (const name of namesFor(placeholder)) {
    for (const [kind, words] of [
      ['label', from.labels],
      ['annotation', from.annotations],
    ] as const) {
      for (const [key, value] of matching(words, name)) offer(fitted(value, key, placeholder), {kind, name: key});
    }
  }
  const before = from.earlier?.findLast(one => nameOf(one.placeholder) === placeholder.name);
  offer(before?.value, {kind: 'earlier'}, placeholder.secret || before?.secret === true);
  const variable = /^\$?\{?([A-Z_][A-Z0-9_]*)\}?$/.exec(placeholder.raw)?.[1];
  if (variable !== undefined) offer(own(from.environment, variable), {kind: 'environment', name: variable});
  return found;
}

function namesFor({name}: Placeholder): readonly string[] {
  const aliases = ALIASES.find(list => list.includes(name) && name !== 'name') ?? [];
  return [name, ...aliases.filter(alias => alias !== name && alias !== 'name')];
}

function matching(words: Words, name: string): readonly (readonly [string, string])[] {
  return Object.entries(words).filter(([key]) => squeezed(key) === name || placeholderName(key) === name);
}

function fitted(value: string, key: string, {name}: Placeholder): string {
  return squeezed(key) === 'instance' && HOSTS.has(name) ? value.replace(/:\d+$/, '') : value;
}

/** The name that a placeholder was looked up by, from what was written. */
function nameOf(raw: string): string | undefined {
  return placeholdersIn(raw)[0]?.name;
}

function own<T>(words: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return words !== undefined && Object.hasOwn(words, key) ? words[key] : undefined;
}
