import * as v from 'valibot';
import {STATE_CHECKS} from '../core/checklist/checklist.js';
import {argv, text} from '../lib/option-parts.js';

const HOW = 'write a list: [Charge the phone, {text: The bastion lets me in, check: [ssh, bastion, "true"]}]';

const check = v.union(
  [v.picklist(['doctor', 'alert', ...STATE_CHECKS]), argv],
  `write one of doctor, alert, ${STATE_CHECKS.join(', ')}, or a program: [ssh, bastion, "true"]`,
);

const list = v.array(v.union([text, v.strictObject({text, check: v.optional(check)})], HOW), HOW);

/** The section that says what is gone through around a watch: each list that is there takes the place of the built-in one. */
export const checklists = v.strictObject(
  {before: v.optional(list), start: v.optional(list), end: v.optional(list)},
  'write {before: [...], start: [...], end: [...]}',
);
