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
  alerts: v.optional(
    pointing('where the list of alerts is, from the top; without it the body is one alert, or a list of them'),
    '',
  ),
  labelsFrom: v.optional(pointing('an object whose members all become labels')),
  labels: v.optional(v.pipe(v.record(text, pointer), said('single labels, by name')), {}),
  fixed: v.optional(v.pipe(v.record(text, text), said('labels that every alert gets, whatever it says')), {}),
  annotationsFrom: v.optional(pointing('an object whose members all become annotations')),
  annotations: v.optional(v.pipe(v.record(text, pointer), said('single annotations, by name')), {}),
  status: v.optional(
    v.pipe(
      v.strictObject({
        at: pointing('the word that says it'),
        firing: v.optional(v.pipe(words, said('words, upper or lower case, for what fires')), FIRING),
        resolved: v.optional(v.pipe(words, said('words for what is over')), RESOLVED),
      }),
      said('whether it fires; without it everything does'),
    ),
  ),
  startsAt: v.optional(pointing('when it began')),
  endsAt: v.optional(pointing('when it ended')),
  id: v.optional(pointing('what names the alert from firing to resolved; without it its labels do')),
  url: v.optional(pointing('a link to the alert')),
  most: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000), said('how many alerts one body may hold')),
    10_000,
  ),
});

/** What is said of a key where the whole file is described. */
function said<T>(description: string) {
  return v.metadata<T, {readonly description: string}>({description});
}

function pointing(to: string) {
  return v.pipe(pointer, said(`${to}: a JSON pointer, /labels/name from an alert or #/status from the whole body`));
}

export type Mapping = v.InferOutput<typeof mappingOptions>;
