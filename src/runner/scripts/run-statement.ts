import type {Scripts} from './install.js';

/** Sources the carried state, then runs the statement as one piece at top level. */
const RUN_STATEMENT = '. "$3"; eval -- "$__wk_text"';

export const LOOK_AROUND = '. "$3"; . "$__wk_lib/place.bash"';

export interface Folders {
  readonly run: string;
  readonly session: string;
}

/** Arguments for bash that run the statement of this folder in the carried shell. */
export function statementArgs({run, session}: Folders, scripts: Scripts): string[] {
  return ['--noprofile', '--norc', '-c', RUN_STATEMENT, 'bash', run, session, scripts.shell];
}

/** Arguments for bash that tell where a statement would run. */
export function placeArgs(where: {readonly session: string; readonly cwd: string}, scripts: Scripts): string[] {
  const {session, cwd} = where;
  return ['--noprofile', '--norc', '-c', LOOK_AROUND, 'bash', '', session, scripts.shell, cwd];
}
