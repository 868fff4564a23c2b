import {pagerduty} from './pagerduty/pagerduty.js';
import type {TargetKind} from './target-kind.js';

/** Where pages, posts and mails can go, by the `kind` that is configured. */
export const targets = {
  pagerduty,
} as const satisfies Readonly<Record<string, TargetKind>>;
