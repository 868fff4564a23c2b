import {oneLine} from '../one-line.js';
import type {Labels} from './alert.js';

/** Annotations that say in a line what is wrong, the best first. */
const ANNOTATIONS = ['summary', 'message', 'description', 'title'];

/** What an alert says of itself, in one line: from its annotations, white space folded; empty where they say nothing. */
export function summaryOf(annotations: Labels): string {
  return saidIn(annotations)[0] ?? '';
}

/** What it says at more length beside that, white space folded; empty where there is no more. */
export function detailOf(annotations: Labels): string {
  const {description = ''} = annotations;
  const [summary, ...others] = saidIn(annotations);
  const told = oneLine(description);
  return told === '' || told === summary ? (others.find(text => text !== summary) ?? '') : told;
}

function saidIn(annotations: Labels): readonly string[] {
  return ANNOTATIONS.map(name => oneLine(annotations[name] ?? '')).filter(text => text !== '');
}
