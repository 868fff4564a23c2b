import {command} from './command/command.js';
import {email} from './email/email.js';
import {firehydrant} from './firehydrant/firehydrant.js';
import {goalert} from './goalert/goalert.js';
import {grafanaOncall} from './grafana-oncall/grafana-oncall.js';
import {incidentIo} from './incident-io/incident-io.js';
import {jira} from './jira/jira.js';
import {jsm, opsgenie} from './opsgenie/opsgenie.js';
import {pagerduty} from './pagerduty/pagerduty.js';
import {pagerdutyRest} from './pagerduty-rest/pagerduty-rest.js';
import {slack} from './slack/slack.js';
import {splunkOncall} from './splunk-oncall/splunk-oncall.js';
import {statuspage} from './statuspage/statuspage.js';
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
  opsgenie,
  jsm,
  'splunk-oncall': splunkOncall,
  'incident-io': incidentIo,
  firehydrant,
  'grafana-oncall': grafanaOncall,
  goalert,
  statuspage,
  jira,
} as const satisfies Readonly<Record<string, TargetKind>>;
