import type {GenericSchema} from 'valibot';
import {tlsOf} from './access.js';
import type {TargetConfig} from './config.js';
import {absolutePath} from './places.js';
import type {FileConfig} from './schema.js';

/** What a kind of target wants to be told, from the folder that has it. */
export interface TargetOptions {
  readonly options: GenericSchema;
  /** Whether it can be told `tls` and `proxy`. */
  readonly connects: boolean;
}

/** The kinds of targets there are, by their names. */
export type TargetKinds = Readonly<Record<string, TargetOptions>>;

/** The targets of our file, paths made absolute and secrets still to be read. */
export function targetsOf(file: FileConfig['targets'], base: string, home: string): readonly TargetConfig[] {
  const path = (value: string) => absolutePath(value, base, home);
  return Object.entries(file ?? {}).map(([name, {kind, tls, proxy, ...options}]) => ({
    name,
    kind,
    options: withSecretPaths(options, path) as Readonly<Record<string, unknown>>,
    ...(tls === undefined ? {} : {tls: tlsOf(tls, path)}),
    ...(proxy === undefined ? {} : {proxy}),
  }));
}

/** A secret in a file is an object that says nothing but `file`. */
function withSecretPaths(value: unknown, path: (value: string) => string): unknown {
  if (Array.isArray(value)) return value.map(item => withSecretPaths(item, path));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[key, inner] = []] = entries;
  if (entries.length === 1 && key === 'file' && typeof inner === 'string') return {file: path(inner)};
  return Object.fromEntries(entries.map(([name, one]) => [name, withSecretPaths(one, path)]));
}
