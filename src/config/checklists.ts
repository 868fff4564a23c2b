import {CHECKLISTS, type ChecklistItem, type Checklists, DEFAULT_CHECKLISTS} from '../core/checklist/checklist.js';
import type {FileConfig} from './schema.js';

type Given = NonNullable<NonNullable<FileConfig['checklists']>['before']>[number];

/** The lists of the file, in place of the built-in ones; absent where the file has none. */
export function checklistsOf({checklists}: FileConfig): {readonly checklists?: Checklists} {
  if (checklists === undefined) return {};
  const each = CHECKLISTS.map(name => [name, checklists[name]?.map(itemOf) ?? DEFAULT_CHECKLISTS[name]] as const);
  return {checklists: Object.fromEntries(each) as Checklists};
}

function itemOf(given: Given): ChecklistItem {
  if (typeof given === 'string') return {text: given};
  const {text, check} = given;
  return check === undefined ? {text} : {text, check};
}
