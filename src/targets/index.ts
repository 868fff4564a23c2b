import {pagerduty} from './pagerduty/pagerduty.js';
import {pagerdutyRest} from './pagerduty-rest/pagerduty-rest.js';
import type {TargetKind} from './target-kind.js';

/** Where pages, posts and mails can go, by the `kind` that is configured. */
export const targets = {
  pagerduty,
  'pagerduty-rest': pagerdutyRest,
} as const satisfies Readonly<Record<string, TargetKind>>;
