import type {RunRequest} from '../core/runbook/run.js';
import {assignments, word} from './bash-words.js';
import {silentNames} from './silent-names.js';

export interface PreludeOptions {
  /** Names that are never carried. */
  readonly secrets: readonly string[];
  /** Where the walk begins, unless the request says. */
  readonly cwd: string;
}

/**
 * What the shell of a statement sources after the carried state. The variables that were filled in are for this statement
 * alone: what stood there before is noted, so that it is what is carried on.
 */
export function prelude(request: RunRequest, options: PreludeOptions): string {
  const own = {__wk_start: request.cwd ?? options.cwd, __wk_secrets: options.secrets.join(' ')};
  const names = Object.keys(request.env);
  const noted = names.map(
    name =>
      `__wk_before_${name}=$(builtin declare -p ${name} 2>/dev/null)\n__wk_given_${name}=${word(request.env[name] ?? '')}\n`,
  );
  const silent = silentNames(request.text).map(
    name => `case " $__wk_silent " in *" ${name} "*) ;; *) __wk_silent="$__wk_silent ${name}" ;; esac\n`,
  );
  const first = assignments({...own, __wk_given: names.join(' ')}, '');
  return [first, ...silent, ...noted, assignments(request.env, 'export ')].join('');
}
