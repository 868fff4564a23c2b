import {hookUrl, type PrintOptions, quoted} from './print-options.js';

/** A receiver, and the route that leads to it before all others. */
export function alertmanagerConfig(options: PrintOptions): string {
  const url = quoted(hookUrl(options, '/v1/hooks/alertmanager'));
  const groupBy = (options.groupBy ?? ['...']).map(quoted).join(', ');
  return `# Alertmanager: tells the relay of every alert at once.
# Put both items into the lists of alertmanager.yml, then run amtool check-config, and reload.

route:
  routes:
    # The first of the list, so that no other route keeps an alert from it; "continue" hands each on to those below.
    - receiver: watchkeeper
      continue: true
      # "..." makes each alert a group of its own: only what has changed is sent, however many fire. With thousands of
      # alerts a small set, such as [alertname, cluster], costs Alertmanager less; a change then sends the whole group.
      group_by: [${groupBy}]
      # The defaults, 30s and 5m, would make this slower than looking every five seconds.
      group_wait: 0s
      group_interval: 1s
      # Tells again what still fires, for a relay that has lost its records.
      repeat_interval: 1h

receivers:
  - name: watchkeeper
    webhook_configs:
      - url: ${url}
        # This is how "resolved" arrives at once. (Alertmanager sends none for an alert that is silenced.)
        send_resolved: true
        # 0 leaves no alert out.
        max_alerts: 0
${httpConfig(options, '        ')}
# From 0.33 on, silences can be told at once as well: wk relay print-config events.
`;
}

/** Alertmanager reads the token itself, from a file on its own machine. */
export function httpConfig({tokenFile}: PrintOptions, margin: string): string {
  if (tokenFile === undefined) return '';
  const lines = ['http_config:', '  authorization:', '    type: Bearer', `    credentials_file: ${quoted(tokenFile)}`];
  return lines.map(line => `${margin}${line}\n`).join('');
}
