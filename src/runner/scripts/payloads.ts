import {word} from '../bash-words.js';
import {BIRTH} from './birth.js';
import {PLACE} from './place.js';
import {ENTER} from './remote-enter.js';
import {FOLLOW} from './remote-follow.js';
import {LEFT} from './remote-left.js';
import {LOOK} from './remote-look.js';
import {OPEN} from './remote-open.js';
import {RUN} from './remote-run.js';
import {STOP} from './remote-stop.js';
import {asked, LOOK_AROUND} from './run-statement.js';
import {SHELL} from './shell.js';
import {SUPERVISE} from './supervise.js';

/** Where a statement goes on the other host; names are safe for a path. */
export interface RemotePlaces {
  readonly dir: string;
  readonly run: string;
  readonly session: string;
  /** The session has no state there yet. */
  readonly fresh: boolean;
  /** Run it, or only bring it there. */
  readonly mode: 'start' | 'keep';
  /** Runs whose folders there can go. */
  readonly done: readonly string[];
}

/** Makes our folder there. */
export function openPayload(): string {
  const files = {shell: SHELL, supervise: SUPERVISE, place: PLACE, enter: ENTER};
  const writes = Object.entries(files).map(([name, text]) => `printf %s ${word(text)} >"$1/${name}.bash"`);
  return whole(`__wk_install() {\n${writes.join(' &&\n')}\n}\n${OPEN}`);
}

/** Brings the statement, byte for byte, and runs and follows it. */
export function runPayload(
  places: RemotePlaces,
  texts: {readonly prelude: string; readonly statement: string},
): Buffer {
  const {dir, run, session, fresh, mode, done} = places;
  const statement = Buffer.from(texts.statement);
  const args = [dir, run, session, String(statement.length), fresh ? 'fresh' : '', mode];
  const ours = `__wk_prelude() { printf %s ${word(texts.prelude)}; }\n${removal(done.map(name => `${dir}/runs/${name}`))}`;
  const script = `${ours}${BIRTH}${LEFT}${setArgs(args)}${RUN}${FOLLOW}`;
  return Buffer.concat([Buffer.from(whole(script)), statement]);
}

/** Follows a statement from byte `at` of its output on. */
export function followPayload(dir: string, run: string, at: number): string {
  return whole(`${BIRTH}${LEFT}${setArgs([`${dir}/runs/${run}`, String(at)])}${FOLLOW}`);
}

/** Ends a statement that runs, or with `left` all that one which has ended left running. */
export function stopPayload(folder: string, grace: number, what: 'run' | 'left'): string {
  return whole(`${BIRTH}${LEFT}${setArgs([folder, String(Math.ceil(grace / 100)), what])}${STOP}`);
}

/** Names what a statement that has ended left running. */
export function leftPayload(folder: string): string {
  return whole(`${BIRTH}${LEFT}${setArgs([folder])}${LOOK}`);
}

export function placePayload(dir: string, session: string, names: readonly string[]): string {
  const look = `exec "$BASH" --noprofile --norc -c '${LOOK_AROUND}' bash '' "$1" "$2/shell.bash" '' "$3" </dev/null`;
  const gone = '[ -r "$2/shell.bash" ] || { echo wk-gone >&2; exit 91; }';
  return whole(`${setArgs([`${dir}/sessions/${session}`, dir, asked(names)])}${gone}\n${look}\n`);
}

export function removePayload(dir: string, session: string, done: readonly string[]): string {
  return whole(removal([`${dir}/sessions/${session}`, ...done.map(name => `${dir}/runs/${name}`)]));
}

/** Words that mean the same with and without a shell in between. */
export function enterArgs(dir: string, run: string, session: string): string[] {
  return ['bash', '--noprofile', '--norc', `${dir}/enter.bash`, `${dir}/runs/${run}`, `${dir}/sessions/${session}`];
}

function removal(folders: readonly string[]): string {
  return folders.length === 0 ? '' : `rm -rf -- ${folders.map(word).join(' ')}\n`;
}

function setArgs(args: readonly string[]): string {
  return `set -- ${args.map(word).join(' ')}\n`;
}

/** Nothing of it runs unless all of it has arrived. */
function whole(script: string): string {
  return `{\n${script}exit\n}\n`;
}
