import * as v from 'valibot';
import {durationWithin} from '../time/duration-schema.js';

const DAY = 86_400_000;
const MOST_ALERTS = 2_000;

const moment = durationWithin(0, DAY);
const target = durationWithin(1_000, DAY);
const line = v.pipe(v.string('write a text'), v.trim(), v.nonEmpty('write a text that is not empty'));
const site = v.picklist(['eu', 'us'], 'write eu or us');
const label = v.pipe(v.string('write label names'), v.regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'this is no name of a label'));

const targets = v.strictObject({
  ack: v.optional(target),
  find: v.optional(target),
  mitigate: v.optional(target),
});

const mitigation = v.pipe(
  v.strictObject({
    /** A statement of a runbook that was run, ended with 0, and has this in it. */
    statement: v.optional(line),
    /** A change that was recorded and has this in it. */
    change: v.optional(line),
    /** Whatever is recorded as a change of its service, or done in its runbook. */
    manual: v.optional(v.literal(true, 'write true, or leave it out')),
    ends_after: v.optional(moment),
  }),
  v.check(
    ({statement, change, manual}) => [statement, change, manual].filter(one => one !== undefined).length === 1,
    'write one of statement, change and manual',
  ),
);

const alert = v.strictObject({
  name: line,
  site: v.optional(site),
  at: moment,
  resolves: v.optional(moment),
  fires_for: v.optional(durationWithin(0, 30 * DAY)),
  labels: v.pipe(
    v.record(label, v.pipe(v.string('write values as texts'), v.nonEmpty('an empty label is none: leave it out'))),
    v.check(labels => labels.alertname !== undefined, 'alertname is missing'),
  ),
  annotations: v.optional(v.record(label, v.string('write values as texts'))),
  expr: v.optional(line),
  mitigation: v.optional(mitigation),
  targets: v.optional(targets),
});

/** What a drill's file may say. Times are durations after its beginning. */
export const DRILL_SCHEMA = v.strictObject({
  title: line,
  about: v.optional(line),
  length: durationWithin(60_000, DAY),
  targets: v.optional(targets),
  alerts: v.pipe(
    v.array(alert, 'write a list of alerts'),
    v.minLength(1, 'write at least one alert'),
    v.maxLength(MOST_ALERTS, `write at most ${MOST_ALERTS} alerts`),
  ),
  watchdogs: v.optional(v.array(v.strictObject({site, stops: moment, returns: v.optional(moment)}))),
  outages: v.optional(v.array(v.strictObject({site, from: moment, to: v.optional(moment)}))),
});

export type DrillFile = v.InferOutput<typeof DRILL_SCHEMA>;
