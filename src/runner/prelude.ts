import type {RunRequest} from '../core/runbook/run.js';
import {assignments} from './bash-words.js';

export interface PreludeOptions {
  /** Names that are never carried. */
  readonly secrets: readonly string[];
  /** Where the walk begins, unless the request says. */
  readonly cwd: string;
}

/** What the shell of a statement sources after the carried state. */
export function prelude(request: RunRequest, options: PreludeOptions): string {
  const own = {__wk_start: request.cwd ?? options.cwd, __wk_secrets: options.secrets.join(' ')};
  return assignments(own, '') + assignments(request.env, 'export ');
}
