import {hookUrl, type PrintOptions, tokenPlace} from './print-options.js';

/** What a pipeline does when it has deployed: a shell command, and what GitHub and GitLab are to be told instead. */
export function changeConfig(options: PrintOptions): string {
  const url = hookUrl(options, '/v1/hooks/change');
  const change = {text: 'payments-api 4.1 deployed', service: 'payments-api', by: 'deploy', id: 'deploy-4711'};
  return `# A pipeline, behind the step that deploys: tells the team's log what was changed, so that it stands beside the alerts
# that follow. Only "text" is needed. "service" and "labels" say what it is about, "on" when it was (now where it is not
# said), "by" who did it, and "id" makes a repeat known as one.
curl --fail ${shellQuoted(url)} \\
${header(options)}  --header 'Content-Type: application/json' \\
  --data @- <<'JSON'
${JSON.stringify(change, null, 2)}
JSON

# GitHub, Settings > Webhooks, instead: payload URL ${url}, content type application/json, a secret,
# and the event "Deployment statuses".
# GitLab, Settings > Webhooks, instead: the same URL, a secret token, and the trigger "Deployment events".
# Either knows the relay by that secret: relay: {hooks: {change: {secrets: [{file: /etc/watchkeeper/change.secret}]}}}
`;
}

function header({tokenFile}: PrintOptions): string {
  if (tokenFile === undefined) return '';
  return `  --header "Authorization: Bearer $(cat ${shellQuoted(tokenPlace(tokenFile))})" \\\n`;
}

/** Text as one word of a shell, whatever is in it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
