import {hookUrl, type PrintOptions, quoted, tokenPlace} from './print-options.js';

/** Both alerters, as two YAML documents; a rule takes one of them. */
export function elastalertConfig(options: PrintOptions): string {
  return `# ElastAlert 2: put one of these into each rule, or into the configuration for all rules.
${tokenHint(options)}# Nothing tells that a match is over: give the relay's elastalert hook a time after which an alert ends by itself, longer
# than the rule's "realert", so that an alert that goes on is told again before it ends.

# The better one: the labels say which alert it is.
alert: [alertmanager]
# Behind it ElastAlert puts /api/v2/alerts, so that no source can be named here: the hook's own name is used.
alertmanager_hosts: [${quoted(hookUrl({url: options.url}, '/v1/hooks/elastalert'))}]
# Its default is v1.
alertmanager_api_version: v2
${basicAuth(options)}alertmanager_labels:
  severity: warning
# What tells one thing in trouble from the next, as label: field.
alertmanager_fields:
  host: host.name

---
# The other one sends the document that matched.
alert: [post]
http_post_url: ${quoted(hookUrl(options, '/v1/hooks/elastalert'))}
${bearer(options)}# The document does not say which rule it matched.
http_post_static_payload:
  alertname: NAME OF THE RULE
  severity: warning
`;
}

/** ElastAlert fills in variables of its environment wherever they stand in its files. */
function tokenHint({tokenFile}: PrintOptions): string {
  if (tokenFile === undefined) return '';
  return `# Start it with WK_RELAY_TOKEN in its environment, set to what is in ${tokenPlace(tokenFile)}.\n`;
}

/** The alerter knows no bearer token; the relay takes the token as a password as well. */
function basicAuth({tokenFile}: PrintOptions): string {
  if (tokenFile === undefined) return '';
  return `# It can send no bearer token; the relay takes its token as a password too, whoever the user is.
alertmanager_basic_auth_login: elastalert
alertmanager_basic_auth_password: "\${WK_RELAY_TOKEN}"
`;
}

function bearer({tokenFile}: PrintOptions): string {
  if (tokenFile === undefined) return '';
  return `http_post_headers:
  Authorization: "Bearer \${WK_RELAY_TOKEN}"
`;
}
