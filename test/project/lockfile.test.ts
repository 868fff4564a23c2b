import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {ROOT} from '../support/source-files.js';

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const {packages} = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};

test('the lockfile names no addresses to download from, so that any registry will do', () => {
  const bound = Object.entries(packages).filter(([, {resolved}]) => resolved !== undefined);
  expect(bound.map(([at]) => at)).toEqual([]);
});

// npm writes no entry for a platform that its registry lacked, and a clean install elsewhere then refuses the file.
test('the lockfile has an entry for all that its packages ask for, on every platform', () => {
  const missing = Object.entries(packages).flatMap(([at, {dependencies, optionalDependencies}]) =>
    Object.keys({...dependencies, ...optionalDependencies}).filter(name => !isLocked(at, name)),
  );
  expect(missing).toEqual([]);
});

/** Looks in the folder itself and then in those above it, as Node does. */
function isLocked(at: string, name: string): boolean {
  if (packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`] !== undefined) return true;
  return at !== '' && isLocked(at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/'))), name);
}
