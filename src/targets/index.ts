import {pagerduty} from './pagerduty/pagerduty.js';
import {pagerdutyRest} from './pagerduty-rest/pagerduty-rest.js';
import {slack} from './slack/slack.js';
import type {TargetKind} from './target-kind.js';

/** Where pages, posts and mails can go, by the `kind` that is configured. */
export const targets = {
  pagerduty,
  'pagerduty-rest': pagerdutyRest,
  slack,
} as const satisfies Readonly<Record<string, TargetKind>>;
