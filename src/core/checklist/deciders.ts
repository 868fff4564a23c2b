import type {Asking, Decision} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {tickKey} from './checklist.js';
import type {ChecklistCommand} from './command.js';

type CommandOf<T extends ChecklistCommand['type']> = Extract<ChecklistCommand, {type: T}>;

/** One decider for each command about the lists of a watch. */
export const checklistDeciders: {
  readonly [T in ChecklistCommand['type']]: (command: CommandOf<T>, state: WatchState, asking: Asking) => Decision;
} = {
  'tick-item': ({list, item, done}, {shift}) => {
    if ((shift.ticks.get(tickKey(list, item))?.done ?? false) === done) return [];
    return [{type: 'checklist.ticked', list, item, ...(done ? {} : {undone: true as const}), ...ofShift(shift)}];
  },
  'record-check': ({list, item, ok, said}, {shift}) => [
    {type: 'checklist.checked', list, item, ok, said, ...ofShift(shift)},
  ],
};

function ofShift({shift}: WatchState['shift']): {readonly shift?: string} {
  return shift === undefined ? {} : {shift: shift.id};
}
