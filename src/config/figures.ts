import {DEFAULT_TARGETS, type Targets} from '../core/metrics/targets.js';
import {milliseconds} from './milliseconds.js';
import type {FileConfig} from './schema.js';

type Given = string | number | Readonly<Record<string, string | undefined>>;

/** What the figures are to reach: what the file says, over what practice asks for. */
export function figuresOf({figures}: FileConfig): {readonly figures?: Targets} {
  if (figures === undefined) return {};
  const given = Object.entries(figures).flatMap(([id, target]) =>
    target === undefined ? [] : [[id, targetOf(target, DEFAULT_TARGETS[id as keyof Targets])]],
  );
  return {figures: {...DEFAULT_TARGETS, ...Object.fromEntries(given)}};
}

/** By severity, those that are left out stay what they were. */
function targetOf(given: Given, fallback: Targets[keyof Targets]): Targets[keyof Targets] {
  if (typeof given === 'number') return given;
  if (typeof given === 'string') return milliseconds(given);
  const times = Object.entries(given).map(([severity, text]) => [severity, milliseconds(text)]);
  return {...(typeof fallback === 'object' ? fallback : {}), ...Object.fromEntries(times)};
}
