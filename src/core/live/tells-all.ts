import type {SourceHealth} from './update.js';

/** Whether an answer is the whole truth: every member answered, and none has just restarted. */
export function tellsAll(health: SourceHealth): boolean {
  return health.state === 'up' && health.settling !== true && health.members.every(member => member.up);
}
