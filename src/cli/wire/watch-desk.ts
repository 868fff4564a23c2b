import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import type {Config} from '../../config/config.js';
import type {Env} from '../../config/places.js';
import type {WatchDesk} from '../../core/handoff/desk.js';
import {readableOf} from '../../core/shift/readable.js';
import {systemClock} from '../../lib/node/system-clock.js';
import {OperatorError} from '../../lib/operator-error.js';

interface DeskParts {
  readonly env: Env;
  readonly cwd: string;
  /** What runs `wk doctor` with the same configuration; absent where there is none. */
  readonly doctor?: readonly string[];
}

/** The log, files and the editor of this machine for the screens of a watch; what each takes is loaded when it is used. */
export function openWatchDesk(config: Config, {env, cwd, doctor}: DeskParts): WatchDesk {
  const placed = (file: string) => resolve(cwd, file.replace(/^~(?=\/|$)/, homedir()));
  return {
    async log() {
      const {readLog} = await import('./reading.js');
      const {facts, damage} = await readLog(config);
      return {facts: readableOf(facts), ...(damage === undefined ? {} : {damage})};
    },
    async meanwhile(spans) {
      const {meanwhileIn} = await import('./meanwhile.js');
      return meanwhileIn(spans, {config, env, signal: new AbortController().signal});
    },
    async write(file, text) {
      const {writeWhole} = await import('../../lib/node/write-whole.js');
      const path = placed(file);
      await writeWhole(path, text).catch((cause: unknown) => {
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
        throw new OperatorError(`${path} cannot be written (${code}).`, {hint: 'Name another file.', cause});
      });
      return path;
    },
    html: async markdown => (await import('./handoff-formats.js')).handoffFormats.html(markdown),
    async draft(text, name) {
      const {draftFile} = await import('./draft-file.js');
      return draftFile(text, {folder: join(config.stateDir, 'drafts'), env, name});
    },
    async check(check) {
      const {runCheck} = await import('./run-check.js');
      if (check !== 'doctor') return runCheck(check, {config, env});
      if (doctor === undefined) return {ok: false, said: 'wk doctor cannot be run from here: run it in a shell.'};
      return runCheck(doctor, {config, env: {...env, NO_COLOR: '1'}, keepsSecrets: true});
    },
    async testAlert() {
      const {prepareTestAlert} = await import('./test-alert.js');
      return prepareTestAlert({config, env, clock: systemClock, signal: new AbortController().signal});
    },
    async bundle(file) {
      const {readBundle} = await import('./bundle.js');
      const {head, facts} = await readBundle(placed(file));
      return {operator: head.operator, facts, ...(head.shift === undefined ? {} : {shift: head.shift})};
    },
  };
}
