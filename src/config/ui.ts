import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {defined} from '../lib/defined.js';
import type {Config} from './config.js';
import {DEFAULT_UI} from './defaults.js';
import type {FileConfig} from './schema.js';

export interface ReadUi {
  readonly ui: Config['ui'];
  readonly warnings: readonly string[];
  readonly remarks: readonly string[];
}

/** Bigger files are no skins. */
const MOST_BYTES = 256 * 1024;

/** The look of the screen. A skin that cannot be read is no reason not to open it: it is told, and left out. */
export async function uiOf(file: FileConfig, absolute: (path: string) => string): Promise<ReadUi> {
  const {skin: given, views = [], ...rest} = file.ui ?? {};
  const ui = {...DEFAULT_UI, ...defined(rest), views: views.map(view => defined(view))};
  if (given === undefined) return {ui, warnings: [], remarks: []};
  const path = absolute(given);
  const text = await textOf(path);
  if (typeof text !== 'string') {
    return {ui, warnings: [`ui.skin: ${path} ${text.fault}; the screen has its usual colours`], remarks: []};
  }
  const {skinOf} = await import('./skin.js');
  const {skin, warnings, remarks} = skinOf(text, path);
  return {ui: skin === undefined ? ui : {...ui, skin}, warnings, remarks};
}

async function textOf(path: string): Promise<string | {readonly fault: string}> {
  try {
    // A pipe that nobody writes to must not hold us up.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await file.stat()).isFile()) return {fault: 'is no file'};
      const {buffer, bytesRead} = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return bytesRead < MOST_BYTES ? buffer.toString('utf8', 0, bytesRead) : {fault: 'is too large for a skin'};
    } finally {
      await file.close();
    }
  } catch (error) {
    return {
      fault: `cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'})`,
    };
  }
}
