import * as v from 'valibot';
import type {FoundOnCall} from '../../core/escalation/target.js';
import {plainText} from '../../lib/plain-text.js';
import {readEach} from '../read-each.js';

const name = v.nullish(v.string(), '');

const participant = v.looseObject({id: name, name, type: name});
const responder = v.looseObject({
  userId: name,
  username: name,
  start: v.nullish(v.string()),
  end: v.nullish(v.string()),
});

const rawOnCall = v.looseObject({
  _parent: v.optional(v.looseObject({name})),
  /** Flat: names only. */
  onCallRecipients: v.optional(v.array(v.string())),
  onCallUsers: v.optional(v.array(v.string())),
  onCallParticipants: v.optional(v.array(participant)),
  values: v.optional(v.array(responder)),
});

/** Who is on call by one answer, of a schedule of this name where the answer names none. */
export function peopleOnCall(raw: unknown, schedule: string | undefined): readonly FoundOnCall[] {
  const [onCall] = readEach(rawOnCall, [raw]);
  if (onCall === undefined) return [];
  const parent = plainText(onCall._parent?.name || schedule || '', {maxLength: 200});
  const of = parent === '' ? {} : {of: parent};
  const flat = [...(onCall.onCallRecipients ?? []), ...(onCall.onCallUsers ?? [])].map(person => ({person}));
  const nested = (onCall.onCallParticipants ?? []).map(({id, name}) => ({person: name || id}));
  const listed = (onCall.values ?? []).map(({userId, username, start, end}) => ({
    person: username || userId,
    ...moment('from', start),
    ...moment('until', end),
  }));
  return [...flat, ...nested, ...listed]
    .filter(({person}) => person !== '')
    .map(found => ({...found, person: plainText(found.person, {maxLength: 200}), ...of}));
}

function moment(
  key: 'from' | 'until',
  text: string | null | undefined,
): {readonly from?: number; readonly until?: number} {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? {} : {[key]: at};
}
