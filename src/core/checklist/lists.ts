import type {Settings} from '../settings.js';
import type {WatchState} from '../watch-state.js';
import {
  CHECKLISTS,
  type ChecklistItem,
  type ChecklistName,
  DEFAULT_CHECKLISTS,
  type Tick,
  tickKey,
} from './checklist.js';

/** An item of a list, and what became of it. */
export interface ListedItem extends ChecklistItem {
  readonly list: ChecklistName;
  readonly tick?: Tick;
}

/** What is next comes first: of a running watch, what was to be seen to before it comes last. */
const RUNNING: readonly ChecklistName[] = ['start', 'end', 'before'];

/** Every item of the watch's lists. */
export function listedItems({shift}: Pick<WatchState, 'shift'>, {checklists}: Settings): readonly ListedItem[] {
  return (shift.shift === undefined ? CHECKLISTS : RUNNING).flatMap(list =>
    (checklists ?? DEFAULT_CHECKLISTS)[list].map((item): ListedItem => {
      const tick = shift.ticks.get(tickKey(list, item.text));
      return {...item, list, ...(tick === undefined ? {} : {tick})};
    }),
  );
}
