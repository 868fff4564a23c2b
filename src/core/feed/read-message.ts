import * as v from 'valibot';
import {COCKPIT_MESSAGES, type CockpitMessage, FEED_MESSAGES, type FeedMessage} from './message.js';

export type Read<T> =
  | {readonly ok: true; readonly message: T}
  /** `unknown`: a type of another version, to be passed over. */
  | {readonly ok: false; readonly unknown: boolean; readonly reason: string};

/** A message of the relay, from one text frame. Never throws. */
export function readFeedMessage(frame: string): Read<FeedMessage> {
  return readOf<FeedMessage>(frame, FEED_MESSAGES);
}

/** A message of a cockpit, from one text frame. Never throws. */
export function readCockpitMessage(frame: string): Read<CockpitMessage> {
  return readOf<CockpitMessage>(frame, COCKPIT_MESSAGES);
}

function readOf<T>(frame: string, schemas: Readonly<Record<string, v.GenericSchema>>): Read<T> {
  const value = parsed(frame);
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string')
    return {ok: false, unknown: false, reason: 'a message is a JSON object with a `type`'};
  const schema = Object.hasOwn(schemas, value.type) ? schemas[value.type] : undefined;
  if (schema === undefined) return {ok: false, unknown: true, reason: `there is no message of type "${value.type}"`};
  const result = v.safeParse(schema, value);
  if (result.success) return {ok: true, message: result.output as T};
  const [issue] = result.issues;
  return {ok: false, unknown: false, reason: `${value.type}: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`};
}

function parsed(frame: string): unknown {
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}
