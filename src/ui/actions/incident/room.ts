import type {Incident} from '../../../core/incident/incident.js';
import type {Cockpit} from '../../cockpit.js';
import {dispatch} from '../dispatch.js';
import {say} from '../say.js';
import {copy} from '../terminal.js';

/** Asks for a room of its own for an incident, once more where that failed; where there is one, copies where it is. */
export function openRoom(cockpit: Cockpit, {incident, room}: Incident): void {
  if (room !== undefined) {
    copy(cockpit, `where the room ${room.name} is`, room.url ?? room.name);
    return;
  }
  dispatch(cockpit, {type: 'open-room', incident}, facts =>
    say(cockpit, facts.length === 0 ? 'The room is asked for already.' : `asked for a room for ${incident}`, 'good'),
  );
}
