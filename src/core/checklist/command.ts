import type {Asking, Decision} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import {type ChecklistName, tickKey} from './checklist.js';

/** What can be asked about the lists of a watch. */
export type ChecklistCommand =
  | {readonly type: 'tick-item'; readonly list: ChecklistName; readonly item: string; readonly done: boolean}
  /** Records how the check of an item ended. */
  | {
      readonly type: 'record-check';
      readonly list: ChecklistName;
      readonly item: string;
      readonly ok: boolean;
      readonly said: string;
    };

export const CHECKLIST_COMMANDS = ['tick-item', 'record-check'] as const satisfies readonly ChecklistCommand['type'][];

type CommandOf<T extends ChecklistCommand['type']> = Extract<ChecklistCommand, {type: T}>;

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
