/**
 * The payload that is configured at Datadog: it has no format of its own, but fills in its variables where they stand.
 * The hook reads these names.
 */
export const DATADOG_PAYLOAD = {
  source: 'datadog',
  id: '$ID',
  cycle_key: '$ALERT_CYCLE_KEY',
  aggreg_key: '$AGGREG_KEY',
  alert_id: '$ALERT_ID',
  transition: '$ALERT_TRANSITION',
  alert_type: '$ALERT_TYPE',
  priority: '$ALERT_PRIORITY',
  scope: '$ALERT_SCOPE',
  status: '$ALERT_STATUS',
  title: '$EVENT_TITLE',
  message: '$TEXT_ONLY_MSG',
  host: '$HOSTNAME',
  link: '$LINK',
  tags: '$TAGS',
  date: '$DATE',
  org_id: '$ORG_ID',
} as const;

export type DatadogField = keyof typeof DATADOG_PAYLOAD;
