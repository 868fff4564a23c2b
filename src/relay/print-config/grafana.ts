import {hookUrl, type PrintOptions, quoted} from './print-options.js';

/** A contact point as a file for Grafana's provisioning; the same fields are on its page. */
export function grafanaConfig(options: PrintOptions): string {
  return `# Grafana: a contact point, for a file in provisioning/alerting/, or to be filled in under Alerting > Contact points.
# Then add a notification policy for it: the first below the default one, without matchers, with "Continue matching
# subsequent sibling nodes", grouped by "...", with a group wait of 0s, a group interval of 1s and a repeat interval of 1h.
# Leave the payload as it is: the relay reads Grafana's own.

apiVersion: 1
contactPoints:
  - orgId: 1
    name: watchkeeper
    receivers:
      - uid: watchkeeper
        type: webhook
        # "Resolved" is how an alert ends.
        disableResolveMessage: false
        settings:
          url: ${quoted(hookUrl(options, '/v1/hooks/grafana'))}
          httpMethod: POST
          # 0 leaves no alert out.
          maxAlerts: 0
${authorization(options)}          # To sign what is sent as well, give the relay's grafana hook the same secret and header.
          # hmacConfig:
          #   secret: $__file{/etc/grafana/watchkeeper.secret}
          #   timestampHeader: X-Grafana-Alerting-Timestamp
`;
}

function authorization({tokenFile}: PrintOptions): string {
  if (tokenFile === undefined) return '';
  return `          authorization_scheme: Bearer
          # Grafana reads the file when it starts. On the page, paste what is in it.
          authorization_credentials: ${quoted(`$__file{${tokenFile}}`)}
`;
}
