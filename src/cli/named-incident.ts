import type {Incident} from '../core/incident/incident.js';
import type {WatchState} from '../core/watch-state.js';
import {OperatorError} from '../lib/operator-error.js';
import {EXIT} from './exit-codes.js';

/** The incident of that id, or of its end where only one ends so: `7kqx` for `INC-1129-7kqx`. */
export function namedIncident(id: string, {shift}: Pick<WatchState, 'shift'>): Incident {
  const exact = shift.incidents.get(id) ?? shift.incidents.get(id.replace(/^inc/i, 'INC'));
  if (exact !== undefined) return exact;
  const like = [...shift.incidents.values()].filter(one => one.incident.endsWith(`-${id.toLowerCase()}`));
  const [only, ...others] = like;
  if (only !== undefined && others.length === 0) return only;
  const known = [...shift.incidents.keys()].slice(-5);
  throw new OperatorError(
    only === undefined ? `There is no incident ${id}.` : `${like.length} incidents end with ${id}.`,
    {
      hint:
        known.length === 0 ? 'None was declared; `wk incident declare` does.' : `The last ones: ${known.join(', ')}.`,
      exitCode: EXIT.notFound,
    },
  );
}
