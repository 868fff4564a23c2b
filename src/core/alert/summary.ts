import type {Labels} from './alert.js';

/** Annotations that say in a line what is wrong, the best first. */
const ANNOTATIONS = ['summary', 'message', 'description', 'title'];

/** What an alert says of itself, in one line: from its annotations, white space folded; empty where they say nothing. */
export function summaryOf(annotations: Labels): string {
  const said = ANNOTATIONS.map(name => annotations[name]?.trim()).find(text => text);
  return (said ?? '').replace(/\s+/g, ' ');
}
