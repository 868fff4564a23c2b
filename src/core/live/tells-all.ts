import type {SourceHealth} from './update.js';

/** Whether an answer is the whole truth: every member answered, and none has just restarted. */
export function tellsAll(health: SourceHealth): boolean {
  return health.state === 'up' && health.settling !== true && health.members.every(member => member.up);
}

/** Why the list of a source that answers may be short, as what follows its name; undefined where it tells all, or nothing. */
export function shortWhy(health: SourceHealth): string | undefined {
  if (health.state !== 'up' || tellsAll(health)) return undefined;
  if (health.settling === true) return 'has just restarted';
  const silent = health.members.filter(member => !member.up).map(({name}) => name);
  return `answers without ${silent.join(', ')}`;
}
