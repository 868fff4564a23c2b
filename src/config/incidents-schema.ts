import * as v from 'valibot';
import {sourceName, text} from '../lib/option-parts.js';
import {SLA} from './checks.js';

const bySeverity = v.strictObject(
  {P1: v.optional(SLA), P2: v.optional(SLA), P3: v.optional(SLA), P4: v.optional(SLA)},
  'write {P1: 30m, P2: 1h}',
);

const audience = v.strictObject(
  {
    to: v.optional(v.array(sourceName, 'write a list of targets: [room]')),
    every: v.optional(bySeverity),
  },
  'write {to: [room], every: {P1: 30m}}',
);

const roomName = v.pipe(
  text,
  v.check(
    value => !/\{(?!(?:date|title|id)\})/.test(value),
    'write a name with {date}, {title} and {id}, such as incident-{date}-{title}',
  ),
);

const severities = v.array(v.picklist(['P1', 'P2', 'P3', 'P4']), 'write a list of severities: [P1, P2]');

/** The section that says how incidents are run here. */
export const incidents = v.strictObject(
  {
    audiences: v.optional(
      v.strictObject(
        {
          room: v.optional(audience),
          stakeholders: v.optional(audience),
          support: v.optional(audience),
          'status-page': v.optional(audience),
        },
        'write {room: {to: [room], every: {P1: 30m}}}',
      ),
    ),
    watch: v.optional(bySeverity),
    room: v.optional(
      v.union(
        [
          roomName,
          v.strictObject({
            name: v.optional(roomName),
            at: v.optional(sourceName),
            for: v.optional(severities),
            archive: v.optional(v.boolean('write true, or false')),
          }),
        ],
        'write incident-{date}-{title}, or {name: incident-{date}-{title}, at: chat, for: [P1, P2], archive: true}',
      ),
    ),
  },
  'write {audiences: {room: {to: [room], every: {P1: 30m}}}}',
);
