import * as v from 'valibot';
import {SEVERITIES} from '../core/alert/severity.js';
import {text} from '../lib/option-parts.js';

/** What a vendor calls our severities: `{P1: Highest, P2: High}`. */
export const severityNames = v.optional(
  v.strictObject(
    Object.fromEntries(SEVERITIES.map(severity => [severity, v.optional(text)])),
    'write the names of the vendor by ours: {P1: name, P2: name}',
  ),
  {},
);
