import {hookUrl, type PrintOptions} from './print-options.js';

/** What is done to an incident on a phone or in the app, as the hook understands it. */
const EVENTS = [
  'incident.triggered',
  'incident.acknowledged',
  'incident.unacknowledged',
  'incident.resolved',
  'incident.reopened',
  'incident.escalated',
  'incident.reassigned',
  'incident.delegated',
];

/** A shell command that makes a webhook subscription through PagerDuty's REST API. */
export function pagerdutyConfig(options: PrintOptions): string {
  const subscription = {
    webhook_subscription: {
      type: 'webhook_subscription',
      description: 'Tells the Watchkeeper relay what is done to incidents elsewhere',
      delivery_method: {type: 'http_delivery_method', url: hookUrl({url: options.url}, '/v1/hooks/pagerduty')},
      events: EVENTS,
      filter: {type: 'account_reference'},
    },
  };
  return `# PagerDuty: makes a webhook subscription (version 3). PagerDuty must be able to reach the URL from outside.
# For one service or team only, write {"type": "service_reference", "id": "P..."} or "team_reference" as the filter.
# The answer holds "secret", and shows it this once: give it to the relay's pagerduty hook. It is what the hook knows
# PagerDuty by, so that no token is needed here. To change it, give the hook both until PagerDuty uses the new one.
curl https://api.pagerduty.com/webhook_subscriptions \\
  --header "Authorization: Token token=$PAGERDUTY_API_KEY" \\
  --header 'Accept: application/vnd.pagerduty+json;version=2' \\
  --header 'Content-Type: application/json' \\
  --data @- <<'JSON'
${JSON.stringify(subscription, null, 2)}
JSON
`;
}
