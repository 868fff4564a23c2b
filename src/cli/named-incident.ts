import type {Incident} from '../core/incident/incident.js';
import {OperatorError} from '../lib/operator-error.js';
import type {StateAnswer} from './context.js';
import {EXIT} from './exit-codes.js';

/** The incident of that id, or of its end where only one ends so: `7kqx` for `INC-1129-7kqx`. */
export function namedIncident(id: string, {shift, damage}: Pick<StateAnswer, 'shift' | 'damage'>): Incident {
  const exact = shift.incidents.get(id) ?? shift.incidents.get(id.replace(/^inc/i, 'INC'));
  if (exact !== undefined) return exact;
  const like = [...shift.incidents.values()].filter(one => one.incident.endsWith(`-${id.toLowerCase()}`));
  const [only, ...more] = like;
  if (only !== undefined && more.length === 0) return only;
  const known = [...shift.incidents.keys()].slice(-5);
  const others =
    known.length === 0 ? 'None was declared; `wk incident declare` does.' : `The last ones: ${known.join(', ')}.`;
  throw new OperatorError(
    only === undefined ? `There is no incident ${id}.` : `${like.length} incidents end with ${id}.`,
    {
      // Where not all can be read, it may be there all the same.
      hint: damage ?? others,
      exitCode: EXIT.notFound,
    },
  );
}
