import type {TargetMessage} from '../../core/escalation/target.js';

/** The title without the severity in front, for places that put it there themselves. */
export function bareTitle({title, severity}: Pick<TargetMessage, 'title' | 'severity'>): string {
  const bare = [`${severity} `, `[${severity}] `].reduce(
    (text, lead) => (text.startsWith(lead) ? text.slice(lead.length).trimStart() : text),
    title,
  );
  return bare === '' ? title : bare;
}
