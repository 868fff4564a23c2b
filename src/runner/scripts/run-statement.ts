import type {Scripts} from './install.js';

/** Sources the carried state, then runs the statement as one piece at top level. */
const RUN_STATEMENT = '. "$3"; eval -- "$__wk_text"';

export const LOOK_AROUND = '__wk_names=$5; . "$3"; . "$__wk_lib/place.bash"';

/** Names of variables as one word; what is no name of a variable is left out. */
export function asked(names: readonly string[]): string {
  return names.filter(name => /^[A-Za-z_]\w*$/.test(name)).join(' ');
}

export interface Folders {
  readonly run: string;
  readonly session: string;
}

/** Arguments for bash that run the statement of this folder in the carried shell. */
export function statementArgs({run, session}: Folders, scripts: Scripts): string[] {
  return ['--noprofile', '--norc', '-c', RUN_STATEMENT, 'bash', run, session, scripts.shell];
}

/** Arguments for bash that tell where a statement would run. */
export function placeArgs(
  {session, cwd, names}: {readonly session: string; readonly cwd: string; readonly names: readonly string[]},
  scripts: Scripts,
): string[] {
  return ['--noprofile', '--norc', '-c', LOOK_AROUND, 'bash', '', session, scripts.shell, cwd, asked(names)];
}
