interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
  readonly description: string;
}

/** A rule file for the Prometheus that scrapes the relay as this job: YAML, to be pasted as it is. */
export function relayAlertRules(job = 'watchkeeper-relay'): string {
  const rules = rulesFor(job).flatMap(rule => [
    `      - alert: ${rule.alert}`,
    `        expr: ${quoted(rule.expr)}`,
    `        for: ${rule.for}`,
    `        labels: {severity: ${rule.severity}}`,
    '        annotations:',
    `          summary: ${quoted(rule.summary)}`,
    `          description: ${quoted(rule.description)}`,
  ]);
  return ['groups:', '  - name: watchkeeper-relay', '    rules:', ...rules, ''].join('\n');
}

function rulesFor(job: string): readonly Rule[] {
  const only = `job="${job.replace(/["\\]/g, '\\$&')}"`;
  return [...urgentRules(only), ...lesserRules(only)];
}

/** What reaches the relay may not reach a cockpit. */
function urgentRules(only: string): readonly Rule[] {
  return [
    {
      alert: 'WatchkeeperRelayDown',
      expr: `up{${only}} == 0 or absent(up{${only}})`,
      for: '1m',
      severity: 'critical',
      summary: 'The Watchkeeper relay does not answer.',
      description: 'Cockpits poll meanwhile. Alerts of sources that only tell the relay are not seen.',
    },
    {
      alert: 'WatchkeeperRelayDegraded',
      expr: `watchkeeper_relay_degraded{${only}} == 1`,
      for: '2m',
      severity: 'critical',
      summary: 'The Watchkeeper relay does not do all of its work.',
      description: 'Its /-/ready says why.',
    },
    {
      alert: 'WatchkeeperRelayHooksWait',
      expr: `watchkeeper_relay_waiting_seconds{${only}} > 120`,
      for: '0m',
      severity: 'critical',
      summary: 'What hooks tell the Watchkeeper relay {{ $labels.instance }} waits for its Redis.',
      description: 'It is on the disk of that relay, and no cockpit has heard of it. See to Redis; keep the disk.',
    },
    {
      alert: 'WatchkeeperRelayNotRecording',
      expr: `increase(watchkeeper_relay_hook_requests_total{${only},status="503"}[5m]) > 0`,
      for: '1m',
      severity: 'critical',
      summary: 'The Watchkeeper relay sends senders away, at {{ $labels.hook }}.',
      description: 'It could not record what they told, or too much came at once. They send again.',
    },
  ];
}

function lesserRules(only: string): readonly Rule[] {
  return [
    {
      alert: 'WatchkeeperRelaySendersRefused',
      expr: `sum by (job, instance, hook) (increase(watchkeeper_relay_hook_requests_total{${only},status=~"4.."}[15m])) > 0`,
      for: '5m',
      severity: 'warning',
      summary: 'What comes at the hook {{ $labels.hook }} is refused.',
      description: 'A token, a signature or a shape is wrong at the sender, who does not send it again.',
    },
    {
      alert: 'WatchkeeperRelayFailing',
      expr: `increase(watchkeeper_relay_hook_requests_total{${only},status="500"}[15m]) > 0`,
      for: '0m',
      severity: 'warning',
      summary: 'The Watchkeeper relay failed at a request to {{ $labels.hook }}.',
      description: 'This is a fault in the relay; its log has the reason.',
    },
    {
      alert: 'WatchkeeperRelaySlow',
      expr: `histogram_quantile(0.99, sum by (job, instance, le) (rate(watchkeeper_relay_hook_to_send_seconds_bucket{${only}}[5m]))) > 0.5`,
      for: '10m',
      severity: 'warning',
      summary: 'The Watchkeeper relay takes half a second and more from hook to cockpit.',
      description: 'watchkeeper_relay_append_seconds tells whether recording is what is slow.',
    },
    {
      alert: 'WatchkeeperRelayCutsClients',
      expr: `sum by (job, instance) (increase(watchkeeper_relay_client_cuts_total{${only}}[10m])) > 20`,
      for: '10m',
      severity: 'warning',
      summary: 'The Watchkeeper relay keeps cutting cockpits.',
      description: 'Their lines are slow or dead; the label reason of the counter tells which.',
    },
    {
      alert: 'WatchkeeperRelayCrowded',
      expr: `increase(watchkeeper_relay_connections_dropped_total{${only}}[5m]) > 0`,
      for: '0m',
      severity: 'warning',
      summary: 'The Watchkeeper relay closes connections unheard: too many are open.',
      description: 'Hooks and cockpits are among those that find no room. Its log says what to look at.',
    },
    {
      alert: 'WatchkeeperRelayFull',
      expr: `watchkeeper_relay_clients{${only}} / watchkeeper_relay_clients_limit{${only}} > 0.9`,
      for: '5m',
      severity: 'warning',
      summary: 'The Watchkeeper relay has room for few more cockpits.',
      description: 'Those that find none poll.',
    },
  ];
}

/** A YAML scalar in single quotes. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
