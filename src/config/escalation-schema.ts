import * as v from 'valibot';
import {parseMatchers} from '../core/alert/matcher.js';
import {flag, sourceName, text} from '../lib/option-parts.js';
import {AFTER} from './checks.js';

const MATCH = 'write matchers such as \'team="payments"\'';
const severity = v.picklist(['P1', 'P2', 'P3', 'P4'], 'write P1, P2, P3 or P4');
const severities = v.pipe(v.array(severity, 'write a list: [P1, P2]'), v.minLength(1, 'name at least one severity'));
const matchers = v.pipe(
  v.string(MATCH),
  v.check(value => {
    const parsed = parseMatchers(value);
    return parsed.ok && parsed.matchers.length > 0;
  }, MATCH),
);
const people = v.optional(v.array(text, 'write a list of contacts or schedules: [lee]'));
const to = v.optional(v.array(text, 'write a list of targets: [secondary, room]'));

const levels = v.pipe(
  v.array(
    v.strictObject(
      {
        name: v.optional(text),
        after: v.optional(AFTER),
        people,
        to,
        auto: v.optional(flag),
        severity: v.optional(severities),
        pager_level: v.optional(
          v.pipe(
            v.number('write a number from 1'),
            v.integer('write a whole number'),
            v.minValue(1, 'levels start at 1'),
          ),
        ),
      },
      'write {name: secondary, after: 5m, people: [lee], to: [secondary]}',
    ),
    'write a list of levels: [{name: secondary, after: 5m, to: [secondary]}]',
  ),
  v.minLength(1, 'name at least one level'),
);

/** A clock with a time alone, or with what happens then. */
const clock = v.optional(
  v.union(
    [AFTER, v.strictObject({after: v.optional(AFTER), people, to, auto: v.optional(flag)})],
    'write a duration such as 30m, or {after: 1h, to: [hook]}',
  ),
);

/** The section that says who is called for which alerts, and when. The first policy that fits an alert is its policy. */
export const escalation = v.record(
  sourceName,
  v.strictObject(
    {
      match: v.optional(v.union([matchers, v.array(matchers, MATCH)], MATCH)),
      severity: v.optional(severities),
      levels: v.optional(levels),
      // Goes on with the levels of another policy.
      continue_with: v.optional(text),
      no_progress: clock,
      unresolved: clock,
      expire: v.optional(AFTER),
    },
    'write {match: MATCHERS, severity: [P1], levels: [{name: secondary, after: 5m, to: [secondary]}]}',
  ),
  'write NAME: {levels: [{name: secondary, after: 5m, to: [secondary]}]}',
);

/** The section that says who can be called, and how. */
export const contacts = v.record(
  sourceName,
  v.strictObject(
    {
      name: v.optional(text),
      field: v.optional(text),
      phone: v.optional(text),
      email: v.optional(text),
      slack: v.optional(text),
      pagerduty: v.optional(text),
      url: v.optional(text),
      hours: v.optional(text),
      note: v.optional(text),
      targets: to,
      ids: v.optional(v.record(v.string(), text, 'write TARGET: ID')),
    },
    'write {name: Lee, field: databases, phone: "+1 555 0100", targets: [secondary]}',
  ),
  'write NAME: {name: Lee, targets: [secondary]}',
);

export type FileEscalation = v.InferOutput<typeof escalation>;
export type FileContacts = v.InferOutput<typeof contacts>;
