import {OperatorError} from '../../lib/operator-error.js';
import {plainText} from '../../lib/plain-text.js';
import {shellQuoted} from './change.js';
import {hookUrl, type PrintOptions, quoted, tokenPlace} from './print-options.js';

const DEFAULT_NAME = 'mine';
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** What the sender of this mapping posts. */
const BODY = {
  sender: 'watcher',
  alerts: [
    {
      key: 'queue-7',
      state: 'firing',
      title: 'QueueBacklog',
      tags: {team: 'mail', severity: 'high'},
      host: 'mx-1',
      text: '18,240 mails wait',
      since: '2026-11-20T03:00:00Z',
      link: 'https://watcher.example/queue-7',
    },
  ],
};

/** Both sides of a generic hook: the mapping for the relay's own configuration, and what its sender posts. */
export function genericConfig(options: PrintOptions): string {
  const name = nameOf(options.source);
  const url = hookUrl({url: options.url}, `/v1/hooks/generic/${encodeURIComponent(name)}`);
  return `# Any sender of JSON. This goes into the relay's own configuration, and says how what it sends is read. A pointer such as
# /title leads from an alert, #/sender from the whole body. Change them to fit; those behind a # can be left out.
relay:
  hooks:
    generic:
      ${quoted(name)}:
        alerts: /alerts                      # where the list is; without it the body is one alert, or a list of them
        labels_from: /tags                   # an object whose members all become labels
        labels: {alertname: /title, instance: /host}
        fixed: {cluster: eu}                 # labels that every alert gets
        # annotations_from: /details         # an object whose members all become annotations
        annotations: {summary: /text, sender: "#/sender"}
        # Without it everything fires; words in upper or lower case, those that are usual if none are said.
        status: {at: /state, firing: [firing, problem], resolved: [resolved, ok]}
        starts_at: /since
        # ends_at: /until
        id: /key                             # names an alert from firing to resolved; without it its labels do
        url: /link
        # resolve_after: 1h                  # for a sender that never says that something is over
        # most: 10000                        # alerts in one body
        # name: ${quoted(name)}  # of the source, where it shall be another
        # A sender that can bring no token proves itself with a secret in a header of its own:
        # header: X-Watchkeeper-Secret
        # secrets: [{file: /etc/watchkeeper/${name}.secret}]

# The sender posts such as this, and gets a 2xx when it is recorded:
# curl --fail ${shellQuoted(url)} \\
${tokenHeader(options)}#   --header 'Content-Type: application/json' \\
#   --data ${shellQuoted(JSON.stringify(BODY))}
`;
}

/** It stands in a path, and in the name of a file. */
function nameOf(source: string | undefined): string {
  if (source === undefined) return DEFAULT_NAME;
  if (NAME.test(source)) return source;
  throw new OperatorError(`"${plainText(source, {maxLength: 80})}" cannot name a hook.`, {
    hint: 'Use letters, digits and - _ . for --source.',
  });
}

function tokenHeader({tokenFile}: PrintOptions): string {
  if (tokenFile === undefined) return '';
  return `#   --header "Authorization: Bearer $(cat ${shellQuoted(tokenPlace(tokenFile))})" \\\n`;
}
