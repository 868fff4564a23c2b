import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {ConfigRequest} from '../../src/config/load-config.js';

export interface Surroundings {
  readonly home: string;
  readonly etc: string;
  readonly request: ConfigRequest;
  /** Writes a file; relative to the home folder. */
  write(path: string, text: string): string;
}

/** A home and an /etc of their own, with nothing in them; removed with the test. */
export function surroundings(over: Partial<ConfigRequest> = {}): Surroundings {
  const home = mkdtempSync(join(tmpdir(), 'wk-config-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const etc = join(home, 'etc');
  return {
    home,
    etc,
    request: {flags: {}, env: {}, cwd: home, home, etc, ...over},
    write: (path, text) => {
      const file = join(home, path);
      mkdirSync(dirname(file), {recursive: true});
      writeFileSync(file, text);
      return file;
    },
  };
}

export const OUR_FILE = '.config/watchkeeper/config.yaml';
