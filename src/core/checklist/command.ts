import type {ChecklistName} from './checklist.js';

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
