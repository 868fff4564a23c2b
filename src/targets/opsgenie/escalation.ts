import {TargetError, type TargetRequest} from '../../core/escalation/target.js';
import {action} from './requests.js';

export interface Raise {
  /** Below the alert. */
  readonly path: '/escalate' | '/responders';
  readonly body: unknown;
}

export interface RaiseOptions {
  /** Names of escalations, level 1 first. */
  readonly levels: readonly string[];
  readonly vendor: string;
  /** Whether a body says who does it, and why. */
  readonly signed: boolean;
}

/** The requests that bring an alert to a level, or to people. */
export function raises(request: TargetRequest, {levels, vendor, signed}: RaiseOptions): readonly Raise[] {
  const {level, people = []} = request;
  const body = (more: Readonly<Record<string, unknown>>) => (signed ? action(request, more) : more);
  if (people.length > 0) {
    return people.map(person => ({path: '/responders', body: body({responder: personOf(person)})}));
  }
  const name = level === undefined ? undefined : levels[level - 1];
  if (name !== undefined)
    return [{path: '/escalate', body: body({escalation: {...(signed && {type: 'escalation'}), name}})}];
  throw new TargetError(
    'rejected',
    `${vendor}: there is no escalation for level ${level ?? 'unknown'}, and nobody is named.`,
    {
      hint: 'Name the escalations of this target under `levels:`, level 1 first.',
      unknown: false,
    },
  );
}

/** A mail address is a name there, anything else an id. */
function personOf(person: string): unknown {
  return person.includes('@') ? {type: 'user', username: person} : {type: 'user', id: person};
}
