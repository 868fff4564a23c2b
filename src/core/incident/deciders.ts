import type {Asking, Decision} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentCommand} from './command.js';
import {
  decideAssignRole,
  decideChangeSeverity,
  decideClose,
  decideCorrectTime,
  decideReleaseRole,
  decideReopen,
  decideResolve,
  decideSetStatus,
} from './decide-course.js';
import {decideDeclare, decideLinkAlerts, decideUnlinkAlert} from './decide-incident.js';
import {
  decideAddLink,
  decideAddTask,
  decideAnswer,
  decideCorrectEntry,
  decideDescribe,
  decideFinishTask,
  decidePinEntry,
  decidePostUpdate,
  decideRecordRoom,
  decideRemoveMeasure,
  decideTakeMeasure,
} from './decide-record.js';
import {decideOpenRoom} from './decide-room.js';
import {decideOpenTicket} from './decide-ticket.js';

type CommandOf<T extends IncidentCommand['type']> = Extract<IncidentCommand, {type: T}>;

/** One decider for each command about incidents. */
export const incidentDeciders: {
  readonly [T in IncidentCommand['type']]: (command: CommandOf<T>, state: WatchState, asking: Asking) => Decision;
} = {
  'declare-incident': decideDeclare,
  'set-incident-status': decideSetStatus,
  'correct-incident-time': decideCorrectTime,
  'change-incident-severity': decideChangeSeverity,
  'assign-role': decideAssignRole,
  'release-role': decideReleaseRole,
  'describe-incident': decideDescribe,
  'answer-aid': decideAnswer,
  'link-alerts': decideLinkAlerts,
  'unlink-alert': decideUnlinkAlert,
  'post-update': decidePostUpdate,
  'add-task': decideAddTask,
  'finish-task': decideFinishTask,
  'take-measure': decideTakeMeasure,
  'remove-measure': decideRemoveMeasure,
  'add-link': decideAddLink,
  'open-room': decideOpenRoom,
  'record-room': decideRecordRoom,
  'open-ticket': decideOpenTicket,
  'pin-entry': decidePinEntry,
  'correct-entry': decideCorrectEntry,
  'resolve-incident': decideResolve,
  'reopen-incident': decideReopen,
  'close-incident': decideClose,
};
