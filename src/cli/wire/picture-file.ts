import {lstatSync, readFileSync, statSync} from 'node:fs';
import {rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {absolutePath, amtoolPaths, defaultConfigPath, defaultStateDir, type Surroundings} from '../../config/places.js';
import type {Look} from '../../core/look/look.js';
import type {Picture, PictureCursor} from '../../core/picture.js';
import {VERSION} from '../version.js';

/** The picture of the board that the last cockpit left beside the journal. */
export interface PictureFile {
  /** The state folder, as far as words and environment tell: a configuration file may name another one. */
  readonly folder: string;
  /** The picture for a screen of that size; undefined where there is none of this very configuration and version. */
  read(size: {readonly columns: number; readonly rows: number}): Picture | undefined;
  /** Keeps it for the next start; a disk that does not take it costs only that start some time. */
  keep(picture: Picture): void;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
}

export type FlagValues = Readonly<Record<string, readonly string[]>>;

const NAME = 'last-picture.json';
const LIMIT = 512 * 1024;
const VARIABLES = [
  'ALERTMANAGER_URL',
  'WK_OPERATOR',
  'WK_READ_ONLY',
  'TERM',
  'COLORTERM',
  'NO_COLOR',
  'LC_ALL',
  'LC_CTYPE',
  'LANG',
  'TZ',
] as const;

/** Reads no configuration: what would change the picture is told apart by words, environment, and the files' stamps. */
export function pictureFile(flags: FlagValues, around: Surroundings): PictureFile | undefined {
  // What is kept must not hold a password.
  if (around.env.ALERTMANAGER_URL?.includes('@')) return undefined;
  const folder = placeOf(flags.state?.at(-1) ?? around.env.WK_STATE, around) ?? defaultStateDir(around);
  const path = join(folder, NAME);
  const of = stampOf(flags, around);
  let work: Promise<void> = Promise.resolve();
  return {
    folder,
    read: size => pictureIn(path, of, size),
    keep: picture => {
      work = work.then(() => replace(path, JSON.stringify({of, ...picture}))).catch(() => undefined);
    },
    settled: () => work,
  };
}

function placeOf(path: string | undefined, {cwd, home}: Surroundings): string | undefined {
  return path ? absolutePath(path, cwd, home) : undefined;
}

function stampOf(flags: FlagValues, around: Surroundings): string {
  const config = placeOf(flags.config?.at(-1) ?? around.env.WK_CONFIG, around) ?? defaultConfigPath(around);
  const files = [config, ...amtoolPaths(around)].map(path => {
    const stat = statSync(path, {throwIfNoEntry: false});
    return stat === undefined ? path : `${path} ${stat.dev}:${stat.ino} ${stat.size} ${stat.mtimeMs}`;
  });
  const variables = VARIABLES.map(name => around.env[name] ?? null);
  return JSON.stringify([VERSION, flags, variables, files, process.getuid?.() ?? '']);
}

/** Written beside and moved into place, for our eyes only; not made durable, since a lost one costs nothing. */
async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await rm(temporary, {force: true});
    await writeFile(temporary, text, {mode: 0o600, flag: 'wx'});
    await rename(temporary, path);
  } catch {
    await rm(temporary, {force: true});
  }
}

function pictureIn(path: string, of: string, size: {readonly columns: number; readonly rows: number}) {
  try {
    const stat = lstatSync(path, {throwIfNoEntry: false});
    if (stat === undefined || !stat.isFile() || stat.size > LIMIT) return undefined;
    if (stat.uid !== (process.getuid?.() ?? stat.uid)) return undefined;
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isPicture(read) && read.of === of && read.columns === size.columns && read.rows === size.rows
      ? read
      : undefined;
  } catch {
    return undefined;
  }
}

/** By hand, since loading what checks the configuration takes longer than all of this. */
function isPicture(value: unknown): value is Picture & {readonly of: string} {
  if (!isRecord(value)) return false;
  const {of, columns, rows, lines, cursor, look} = value;
  return (
    typeof of === 'string' &&
    typeof columns === 'number' &&
    typeof rows === 'number' &&
    Array.isArray(lines) &&
    lines.length === rows &&
    lines.every(line => typeof line === 'string' && !line.includes('\n')) &&
    (cursor === undefined || isCursor(cursor)) &&
    (look === undefined || isLook(look))
  );
}

function isCursor(value: unknown): value is PictureCursor {
  if (!isRecord(value)) return false;
  const {id, name, place, section, alert} = value;
  return (
    [id, name, section].every(text => typeof text === 'string') &&
    typeof place === 'number' &&
    (alert === undefined || typeof alert === 'string')
  );
}

function isLook(value: unknown): value is Look {
  if (!isRecord(value)) return false;
  const {ascii, ground} = value;
  if (typeof ascii !== 'boolean') return false;
  return ground === undefined || (isRecord(ground) && [ground.foreground, ground.background].every(Number.isInteger));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
