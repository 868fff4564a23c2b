import {DATADOG_PAYLOAD} from '../hooks/datadog/payload.js';
import {hookUrl, type PrintOptions, quoted, tokenPlace} from './print-options.js';

/** The fields of a new webhook, in the order of the page; the payload's variables are filled in by Datadog. */
export function datadogConfig(options: PrintOptions): string {
  return `# Datadog: Integrations > Webhooks. Fill in a new webhook with what follows, and then write @webhook-watchkeeper into the
# message of each monitor, outside of conditions, so that it is sent for recoveries too.
${tokenHint(options)}
name: watchkeeper
url: ${quoted(hookUrl(options, '/v1/hooks/datadog'))}
payload: |
${block(DATADOG_PAYLOAD)}
custom_headers: |
${block(headers(options))}
# "Encode as form" may be on or off: the relay reads both.
encode_as: json
`;
}

function tokenHint({tokenFile}: PrintOptions): string {
  if (tokenFile === undefined) return '';
  return `# First add a custom variable WK_RELAY_TOKEN on that page, hidden, with what is in ${tokenPlace(tokenFile)}.\n`;
}

function headers({tokenFile}: PrintOptions): Readonly<Record<string, string>> {
  return tokenFile === undefined ? {} : {Authorization: 'Bearer $WK_RELAY_TOKEN'};
}

function block(value: Readonly<Record<string, string>>): string {
  const lines = JSON.stringify(value, null, 2).split('\n');
  return lines.map(line => `  ${line}`).join('\n');
}
