import {readFile} from 'node:fs/promises';
import {basename, dirname, extname} from 'node:path';
import {OperatorError} from '../lib/operator-error.js';
import type {FileConfig} from './schema.js';
import type {TargetKinds} from './targets.js';
import type {Problem} from './yaml-file.js';

/**
 * `store` opens the file with conf; `text` reads it without, for commands that must cost little. Both check it alike.
 * `none` leaves it out, for what still can be done when it is broken; `bare` also what amtool's files, flags and
 * environment say of Alertmanagers.
 */
export type Reader = 'store' | 'text' | 'none' | 'bare';

/** What our configuration file says; undefined when there is none. Rejects with every problem it has, and its line. */
export async function readConfigFile(
  path: string,
  reader: Reader,
  targetKinds?: () => Promise<TargetKinds>,
): Promise<FileConfig | undefined> {
  const text = reader === 'none' || reader === 'bare' ? undefined : await readText(path);
  if (text === undefined) {
    return undefined;
  }
  const {checkFile} = await import('./check-file.js');
  const kinds = text.includes('targets') ? await targetKinds?.() : undefined;
  if (reader === 'text') {
    return accepted(path, checkFile(text, kinds));
  }
  const {default: Conf} = await import('conf');
  const checked = new Map<string, FileConfig>();
  // Neither `defaults` nor `set` nor a missing file: conf would rewrite the file and drop its comments.
  const store = new Conf<Record<string, unknown>>({
    cwd: dirname(path),
    configName: basename(path, extname(path)),
    fileExtension: extname(path),
    deserialize: raw => {
      const data = checked.get(raw) ?? accepted(path, checkFile(raw, kinds));
      checked.set(raw, data);
      return {...data};
    },
  });
  return store.store as FileConfig;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      return undefined;
    }
    throw new OperatorError(`The configuration ${path} cannot be read (${code}).`, {
      hint: 'Make it a file that you can read, or name another one with --config.',
      cause,
    });
  }
}

type Checked = ReturnType<typeof import('./check-file.js').checkFile>;

function accepted(path: string, checked: Checked): FileConfig {
  if (checked.ok) {
    return checked.data;
  }
  const count = checked.problems.length === 1 ? 'a problem' : `${checked.problems.length} problems`;
  throw new OperatorError(
    [`The configuration ${path} has ${count}:`, ...checked.problems.map(line => `  ${problemText(path, line)}`)].join(
      '\n',
    ),
    {
      hint: 'Correct it, then check it with `wk config check`. `wk config schema` prints what it may hold.',
    },
  );
}

/** `config.yaml:4: alertmanagers[0].pol: unknown key; did you mean `poll`?` */
export function problemText(path: string, {line, key, message}: Problem): string {
  const where = line === undefined ? basename(path) : `${basename(path)}:${line}`;
  return key === '' ? `${where}: ${message}` : `${where}: ${key}: ${message}`;
}
