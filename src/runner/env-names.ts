import {decidingName} from '../lib/deciding-names.js';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Why a statement may not be given this variable, or undefined where it may. */
export function refusedName(name: string): string | undefined {
  if (!NAME.test(name)) return `${JSON.stringify(name)} is no name for a variable`;
  if (decidingName(name)) return `the variable ${name} decides what a shell does`;
  return undefined;
}

/** What would change our own shells before they have read a line; a statement can still set them. */
const OF_SHELLS = new Set([
  'BASH_ENV',
  'ENV',
  'SHELLOPTS',
  'BASHOPTS',
  'POSIXLY_CORRECT',
  'BASH_XTRACEFD',
  'BASH_COMPAT',
]);

/** The environment without our secrets and without what would change our own shells. */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !OF_SHELLS.has(name) && !secrets.includes(name)) kept[name] = value;
  }
  return kept;
}
