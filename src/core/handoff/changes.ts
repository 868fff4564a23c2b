import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import {isPlanned} from '../shift/planned.js';
import type {HandoffChange} from './handoff.js';

/** Changes to production: those that were recorded, and steps of runbooks that change things and came to their end. */
export function changesIn(facts: readonly Fact[]): readonly HandoffChange[] {
  const ended = new Map<string, string>();
  for (const fact of facts) {
    if (isFact(fact, 'step.finished') && fact.run !== undefined) ended.set(fact.run, endOf(fact));
  }
  const changes = facts.flatMap((fact): readonly HandoffChange[] => {
    if (isFact(fact, 'change.recorded')) return [recordedChange(fact)];
    if (!isFact(fact, 'step.confirmed') || fact.level === 'reads' || fact.level === 'not-shell') return [];
    const [line = '', ...more] = fact.text.split('\n');
    const text = `ran ${line}${more.length > 0 ? ' …' : ''} on ${fact.place.host} (${ended.get(fact.run) ?? 'end not recorded'})`;
    return [{on: Date.parse(fact.at), by: fact.by, text}];
  });
  return changes.sort((one, other) => one.on - other.on);
}

function recordedChange(fact: FactOf<'change.recorded'>): HandoffChange {
  const {on, by, text, service} = fact;
  const planned = isPlanned(fact) ? {planned: true as const} : {};
  return {on, by, text, ...(service === undefined ? {} : {service}), ...planned};
}

function endOf({how, code}: {readonly how: string; readonly code?: number | undefined}): string {
  if (how !== 'exited') return how;
  return code === undefined ? 'ended' : `exit ${code}`;
}
