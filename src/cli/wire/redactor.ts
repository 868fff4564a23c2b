import {readFileSync} from 'node:fs';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import {maskSecrets} from '../../lib/mask-secrets.js';
import {namedSecrets} from '../../lib/secret-name.js';

export interface Redactor {
  /** What a program said. */
  readonly output: (text: string, values: readonly string[]) => string;
  /** What a shell is given. */
  readonly statement: (text: string, values: readonly string[]) => string;
}

/**
 * Masks what looks like a secret, the values it is given, and every secret that is known here: what variables of the
 * environment hold that are named like one, and what the configuration takes from variables and files.
 */
export function redactor(config: Config, env: Env): Redactor {
  let known: readonly string[] | undefined;
  const all = (values: readonly string[]) => {
    known ??= [...namedSecrets(Object.entries(env)), ...configured(config, env)];
    return [...values, ...known];
  };
  return {
    output: (text, values) => maskSecrets(text, {values: all(values)}),
    statement: (text, values) => maskSecrets(text, {values: all(values), kind: 'statement'}),
  };
}

/** The environment variables that the configuration takes secrets from. */
export function secretVariables(config: unknown): readonly string[] {
  return sourcesOf(config).flatMap(source => ('env' in source ? [source.env] : []));
}

type Source = {readonly env: string} | {readonly file: string} | {readonly value: string};

function configured(config: Config, env: Env): readonly string[] {
  const texts = sourcesOf(config).map(source => {
    if ('env' in source) return env[source.env] ?? '';
    return 'file' in source ? textOf(source.file) : source.value;
  });
  const lines = texts.flatMap(text => text.split(/\r?\n/).map(line => line.trim()));
  return lines.filter(line => line.length >= SHORTEST);
}

/** Shorter ones would black out half of every text. */
const SHORTEST = 4;

/** A secret is an object with one key, which says where it is kept. */
function sourcesOf(config: unknown): readonly Source[] {
  if (typeof config !== 'object' || config === null) return [];
  const entries = Object.entries(config);
  const [[key, value] = []] = entries;
  if (entries.length === 1 && typeof value === 'string' && ['env', 'file', 'value'].includes(key ?? '')) {
    return [config as Source];
  }
  return entries.flatMap(([, inner]) => sourcesOf(inner));
}

/** A file that cannot be read has given nobody a secret. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').slice(0, 64 * 1024);
  } catch {
    return '';
  }
}
