import {decideDeliver} from '../escalation/decide-deliveries.js';
import {type Asking, type Decision, refuse} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentCommand} from './command.js';
import {onOpen} from './decide-incident.js';
import {roomTarget} from './room.js';
import {roomRequest} from './room-request.js';

type OpenRoom = Extract<IncidentCommand, {type: 'open-room'}>;

/** Asks a target for a room of its own for an incident; one that is there, or asked for, is not asked for again. */
export function decideOpenRoom(command: OpenRoom, state: WatchState, asking: Asking): Decision {
  return onOpen(command, state, incident => {
    if (incident.room !== undefined) return [];
    const target = command.target ?? roomTarget(state);
    if (target === undefined) {
      return refuse(
        'unsupported',
        'No target can make a room.',
        "Slack can: give a Slack target a bot's `token` in the configuration.",
      );
    }
    const request = roomRequest(incident, target, {state, asking});
    return decideDeliver({type: 'deliver', deliveries: [request]}, state, asking);
  });
}
