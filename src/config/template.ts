/** A first configuration file for `wk config init`: everything that can be left out is commented out. */
export function configTemplate({url, operator}: {readonly url?: string; readonly operator: string}): string {
  const target = url ?? 'http://127.0.0.1:9093';
  return `# Watchkeeper's configuration. Everything may be left out; \`wk config check\` tells what is wrong,
# \`wk config schema\` prints all that may stand here. Durations: 30s, 15m, 4h, 1d.

# Who is on watch; the account's name when left out.
# operator: ${operator}

alertmanagers:
  - name: main                      # one cluster, its HA members together
    urls: [${target}]
    # poll: 5s                      # from 1s to 1h
    # A secret is {env: NAME}, {file: PATH} or {command: [program, argument]}, never clear text.
    # auth: {bearer: {env: AM_TOKEN}}
    # auth: {basic: {user: ana, password: {file: ~/.secrets/alertmanager}}}
    # headers: {X-Scope-OrgID: team-a}
    # tls: {ca: /etc/ssl/am-ca.pem, cert: ~/am.pem, key: ~/am.key}
    # proxy: http://proxy.example:3128
    # The alert that must always fire: its absence is the loudest alarm.
    # watchdog: 'alertname="Watchdog"'

# For the curve of an alert's expression.
# prometheus: {url: "http://127.0.0.1:9090"}

# An ack is a short silence that is extended until the alert is gone (the convention of karma and kthxbye).
# ack: {duration: 15m, prefix: "ACK!", extend: true, remind: 1h}

# severity:
#   label: severity
#   map: {critical: P1, high: P2, warning: P3, info: P4}
#   sla: {P1: {ack: 5m, update: 30m}, P2: {ack: 15m, update: 1h}, P3: {ack: 4h}, P4: {ack: 8h}}

# When people are at work; a date without a year is a holiday every year.
# calendar: {zone: Europe/Berlin, business: "Mon-Thu 08:00-17:00, Fri 08:00-14:00", holidays: [2026-12-25, 01-01]}

# Where pages, posts and mails go.
# targets:
#   secondary: {kind: pagerduty, routing_key: {env: PD_KEY}}
#   room: {kind: slack, webhook: {env: SLACK_WEBHOOK_URL}}
#   chat: {kind: slack, token: {env: SLACK_TOKEN}, channel: C0123ABCD}

# Who is called for which alerts, and when. The first policy that fits an alert is its policy; \`default\` goes last.
# escalation:
#   payments: {match: 'team="payments"', no_progress: 30m, levels: [{name: primary, people: [ana]}, {name: lee, to: [secondary]}]}
#   default: {levels: [{name: secondary, after: 5m, to: [secondary]}, {name: room, after: 15m, to: [room], auto: true}]}

# contacts:
#   lee: {name: Lee, field: databases, phone: "+1 555 0100", targets: [secondary], slack: U012}
#   cloud: {name: Support of our cloud, field: network, phone: "+1 555 0199", hours: always, url: "https://support.example"}

# Who is on call: turns of a rotation, layers of which later ones go before earlier ones, or a schedule of PagerDuty.
# schedule: {primary: {kind: rotation, users: [ana, lee, mo], length: 7d, start: 2026-11-02T09:00, zone: Europe/Berlin}}

# links: {dashboard: "https://grafana.example/d/oncall?var-service={{ labels.service }}&from={{ from }}"}

# Prints recent changes to production, to show beside an opened alert: one a line, a time and a text, or JSON.
#   2026-11-20T02:10:00Z checkout v412 deployed
#   {"on": "2026-11-20T02:10:00Z", "text": "v412 deployed", "service": "checkout"}
# It finds the alert in WK_ALERT (JSON), its service in WK_SERVICE, its name in WK_ALERTNAME; it has 5 s.
# changes: {command: [recent-changes, --last, "5"]}

${MORE}`;
}

const MORE = `# Folders of Markdown runbooks beside the built-in ones, and what is in front of the commands that run elsewhere.
# runbooks:
#   roots: [~/ops/runbooks]
#   via: [ssh, bastion]             # commands run on this machine when left out
#   idle: 2m                        # how long a command may print nothing
#   commands: {reads: [mytool status], destructive: [mytool wipe]}

# How incidents are run: who hears how often and by what, and how long one that was resolved is watched.
# incidents:
#   audiences: {room: {to: [room], every: {P1: 30m, P2: 1h}}, support: {to: [room]}}
#   watch: {P1: 1h}
#   room: {name: "incident-{date}-{title}", at: chat, for: [P1, P2], archive: true}   # a Slack channel of its own

# What figures are held against, in place of what practice asks for; times to ack are those of severity.sla.
# figures: {mttr: {P1: 45m}, alert-volume: 15, runbook-coverage: 0.8}

# What is gone through before, at the start and at the end of a watch, in place of the built-in lists.
# checklists:
#   before: [Charge the phone, {text: The bastion lets me in, check: [ssh, bastion, "true"]}]
#   start: [{text: Alerts arrive, check: sources}, {text: This machine is well, check: doctor}, {text: A test alert arrives, check: alert}]

# Watches begin and end by the schedules: of all (the default), of none (false), or of those named here.
# shift: {from_schedule: [primary], grace: 2h}     # grace: how long it may be over without a handoff

# Who is told when a watch begins and ends.
# handoff: {posts: [room]}

# A folder with templates for messages (page.liquid, declaration.liquid, ...): the first line is the title.
# templates: ~/ops/messages

# ui:
#   group: route                    # or none, or label names: service,cluster
#   filter: '@state=active'
#   views: [{name: payments, filter: 'team="payments"'}]
#   theme: dark                     # or light, high-contrast, plain
#   skin: ~/.config/k9s/skins/nord.yaml
#   ascii: true                     # no other characters, whatever the locale says
#   reader: true                    # plain lines for a screen reader, as with --reader
#   bell: true
#   title: true
#   zone: Europe/Berlin
`;
