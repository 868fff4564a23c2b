import {command} from './command/command.js';
import {email} from './email/email.js';
import {pagerduty} from './pagerduty/pagerduty.js';
import {pagerdutyRest} from './pagerduty-rest/pagerduty-rest.js';
import {slack} from './slack/slack.js';
import type {TargetKind} from './target-kind.js';
import {webhook} from './webhook/webhook.js';

/** Where pages, posts and mails can go, by the `kind` that is configured. */
export const targets = {
  pagerduty,
  'pagerduty-rest': pagerdutyRest,
  slack,
  email,
  webhook,
  command,
} as const satisfies Readonly<Record<string, TargetKind>>;
