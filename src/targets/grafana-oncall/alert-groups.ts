import * as v from 'valibot';
import type {FoundIncident} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';

const text = v.nullish(v.string(), '');

export const rawGroup = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  state: text,
  title: text,
  acknowledged_at: text,
  acknowledged_by: text,
  resolved_at: text,
  resolved_by: text,
  permalinks: v.nullish(v.looseObject({web: text})),
});
export type RawGroup = v.InferOutput<typeof rawGroup>;

export function groupUrl(raw: RawGroup): {readonly url?: string} {
  const url = plainText(raw.permalinks?.web ?? '');
  return url === '' ? {} : {url};
}

/** `nameOf` tells the users of the ids that the vendor gives. */
export async function foundGroup(
  raw: RawGroup,
  thread: string,
  nameOf: (id: string) => Promise<string>,
): Promise<FoundIncident> {
  const status = statusOf(raw);
  const by = status === 'resolved' ? raw.resolved_by : raw.acknowledged_by;
  const on = Date.parse((status === 'resolved' ? raw.resolved_at : raw.acknowledged_at) ?? '');
  const known = status !== 'triggered' && by ? await nameOf(by) : undefined;
  return {
    ref: {id: raw.id},
    thread,
    title: plainText(raw.title ?? '', {maxLength: 300}),
    status,
    ...(known === undefined ? {} : {by: known}),
    ...(status === 'triggered' || Number.isNaN(on) ? {} : {on}),
    assigned: [],
    ...groupUrl(raw),
  };
}

/** Silenced groups are not acknowledged: they come back. */
export function statusOf({state, resolved_at, acknowledged_at}: RawGroup): FoundIncident['status'] {
  if (state === 'resolved' || (state === '' && resolved_at)) return 'resolved';
  return state === 'acknowledged' || (state === '' && acknowledged_at) ? 'acknowledged' : 'triggered';
}
