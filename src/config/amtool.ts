import {readFile} from 'node:fs/promises';
import {amtoolPaths, type Surroundings} from './places.js';

/** A value of one of amtool's files and the file it stands in. */
export interface AmtoolValue {
  readonly value: string;
  readonly file: string;
}

export interface AmtoolConfig {
  readonly values: Readonly<Record<string, AmtoolValue>>;
  readonly warnings: readonly string[];
}

const KEYS = ['alertmanager.url', 'author', 'require-comment', 'output', 'date.format', 'http.config.file'];

/** Reads amtool's own files, the user's before the host's, key by key. Without any of them no YAML is loaded. */
export async function readAmtool(surroundings: Surroundings): Promise<AmtoolConfig> {
  const values: Record<string, AmtoolValue> = {};
  const warnings: string[] = [];
  for (const file of amtoolPaths(surroundings)) {
    const text = await readIfThere(file, warnings);
    const entries = text === undefined ? {} : await readEntries(text, {file, warnings});
    for (const [key, value] of Object.entries(entries)) {
      values[key] ??= {value, file};
    }
  }
  return {values, warnings};
}

async function readIfThere(file: string, warnings: string[]): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      warnings.push(`${file} cannot be read (${String(code)}) and is left out`);
    }
    return undefined;
  }
}

interface Reading {
  readonly file: string;
  readonly warnings: string[];
}

async function readEntries(text: string, {file, warnings}: Reading): Promise<Record<string, string>> {
  const {parseYaml} = await import('./yaml-file.js');
  const {data, problems} = parseYaml(text);
  const [problem] = problems;
  if (problem !== undefined) {
    warnings.push(`${file}:${problem.line ?? 1} is not YAML and is left out: ${problem.message}`);
    return {};
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    return {};
  }
  const entries: [string, unknown][] = Object.entries(data);
  return Object.fromEntries(
    entries.map(([key, value]) => [modernKey(key), String(value)]).filter(([key]) => KEYS.includes(key ?? '')),
  );
}

/** amtool before 0.14 wrote `comment_required`. */
function modernKey(key: string): string {
  return key === 'comment_required' ? 'require-comment' : key;
}
