import type {Labels} from '../../../core/alert/alert.js';
import {bareRecord} from '../body/record.js';

const MOST_TAGS = 100;
const TAG = /^([^:\s]{1,200}):(.{1,1000})$/s;

/** Lists such as `env:prod, team:web` as labels; several values of one key are joined, tags without a value left out. */
export function tagLabels(lists: readonly (string | undefined)[]): Labels {
  const values = new Map<string, Set<string>>();
  for (const tag of lists.flatMap(list => (list ?? '').split(',', MOST_TAGS))) {
    const [, key, value] = TAG.exec(tag.trim()) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, (values.get(key) ?? new Set()).add(value));
  }
  return bareRecord([...values].map(([key, texts]) => [key, [...texts].sort().join(',')] as const));
}
