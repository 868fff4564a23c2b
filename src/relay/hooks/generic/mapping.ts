import * as v from 'valibot';
import {nameEntry, resolveAfterEntry, secretsEntry} from '../define-hook.js';
import {secretHeaderEntry} from '../proof/secret-header.js';
import {pointer} from './pointer.js';

const text = v.pipe(v.string(), v.nonEmpty('must not be empty'));
const words = v.pipe(v.array(text), v.minLength(1, 'needs at least one word'));

const FIRING = ['firing', 'alerting', 'alert', 'triggered', 'problem', 'open', 'active', 'critical', 'warning', 'down'];
const RESOLVED = ['resolved', 'recovered', 'recovery', 'ok', 'closed', 'inactive', 'normal', 'cleared', 'up'];

/** How alerts are found in the JSON of a sender that nobody here knows. */
export const mappingOptions = v.strictObject({
  ...nameEntry,
  ...resolveAfterEntry,
  ...secretsEntry,
  ...secretHeaderEntry,
  /** Where the list of alerts is, from the top; without it the body is one alert, or a list of them. */
  alerts: v.optional(pointer, ''),
  /** Where an object is whose members all become labels. */
  labelsFrom: v.optional(pointer),
  /** Single labels, by name. */
  labels: v.optional(v.record(text, pointer), {}),
  /** Labels that every alert gets, whatever it says. */
  fixed: v.optional(v.record(text, text), {}),
  annotationsFrom: v.optional(pointer),
  annotations: v.optional(v.record(text, pointer), {}),
  /** Where it says whether it fires, and in which words, upper or lower case; without it everything fires. */
  status: v.optional(
    v.strictObject({
      at: pointer,
      firing: v.optional(words, FIRING),
      resolved: v.optional(words, RESOLVED),
    }),
  ),
  startsAt: v.optional(pointer),
  endsAt: v.optional(pointer),
  /** What names the alert from firing to resolved; without it its labels do. */
  id: v.optional(pointer),
  /** Where a link to the alert is. */
  url: v.optional(pointer),
  /** How many alerts one body may hold. */
  most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)), 10_000),
});

export type Mapping = v.InferOutput<typeof mappingOptions>;
