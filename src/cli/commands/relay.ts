import type {RelayConfig} from '../../config/config.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';

/** What can be printed for the other side; the texts themselves are loaded when they are asked for. */
const PRINTABLE = [
  'alertmanager',
  'events',
  'grafana',
  'elastalert',
  'datadog',
  'pagerduty',
  'generic',
  'change',
  'cockpit',
  'systemd',
  'prometheus',
] as const;
const DEFAULT_LISTEN = '127.0.0.1:9095';
const TOKEN_FILE = '/etc/watchkeeper/relay.token';

export const relay: CommandSpec = {
  arguments: [
    {name: 'print-config', help: 'prints what to paste at the other side', optional: true, choices: ['print-config']},
    {name: 'for', help: 'the other side', optional: true, choices: PRINTABLE},
  ],
  flags: [
    {name: 'listen', value: 'HOST:PORT', help: 'where to listen; 127.0.0.1:9095 unless said otherwise'},
    {name: 'token-file', value: 'FILE', help: 'a file with the token that senders and cockpits must bring'},
    {name: 'redis', value: 'URL', help: 'share the stream with other relays on this Redis'},
    {name: 'state-dir', value: 'DIR', help: 'where the relay keeps its journal, or what waits for Redis'},
    {
      name: 'url',
      value: 'URL',
      help: 'print-config: where the other side reaches the relay; the address it listens on if not given',
    },
    {name: 'source', value: 'NAME', help: 'print-config: the name under which its alerts shall be seen'},
  ],
  details:
    'Takes webhooks of Alertmanager, Grafana, ElastAlert, Datadog, PagerDuty and others, records them before it answers, ' +
    'and tells them to every cockpit at once (feed: {url: ws://HOST:PORT/v1/feed}). Runs until it is stopped. Without a ' +
    'token it listens on loopback only.',
  examples: [
    'wk relay --listen 127.0.0.1:9095 --token-file /etc/watchkeeper/token',
    'wk relay print-config alertmanager --url https://relay.example:9095 --source eu',
    'curl -d \'{"text": "payments-api 4.1"}\' -H "Authorization: Bearer $TOKEN" http://127.0.0.1:9095/v1/hooks/change',
  ],
  run: async (args, context) => (args.words.length === 0 ? runRelay(args, context) : printConfig(args, context)),
};

async function runRelay(args: Args, context: CommandContext): Promise<Result> {
  const config = await context.loadConfig(args.globals);
  await context.runRelay(config, {
    ...given('listen', args.text('listen')),
    ...given('tokenFile', args.text('token-file')),
    ...given('redis', args.text('redis')),
    ...given('stateDir', args.text('state-dir')),
  });
  return {exitCode: EXIT.done};
}

async function printConfig(args: Args, context: CommandContext): Promise<Result> {
  const [, what] = args.words;
  if (what === undefined) {
    throw new OperatorError('Say for whom the configuration shall be printed.', {
      hint: `Use one of ${PRINTABLE.join(', ')}, such as: wk relay print-config alertmanager`,
    });
  }
  const {relay: configured} = await context.loadConfig(args.globals);
  const listen = args.text('listen') ?? configured?.listen;
  const text = await context.printRelayConfig({
    what,
    url: args.text('url') ?? urlOf(listen, configured),
    ...given('source', args.text('source')),
    ...given('tokenFile', args.text('token-file') ?? tokenFileOf(configured)),
    ...given('listen', listen),
    ...given('redis', args.text('redis')),
    // What a cockpit can reach through the relay of this configuration.
    polled: (configured?.alertmanagers ?? []).map(({name, urls}) => ({name, members: urls.length})),
  });
  return {data: {json: () => text, text: () => [text.replace(/\n$/, '')]}};
}

/** As it is reached on its own machine, where nobody says how others do. */
function urlOf(listen = DEFAULT_LISTEN, relay: RelayConfig | undefined): string {
  const everywhere = /^(?:0\.0\.0\.0|\[::\]|\*)?:/;
  return `${relay?.tls === undefined ? 'http' : 'https'}://${listen.replace(everywhere, '127.0.0.1:')}`;
}

/** A token that is not kept in a file has to be put into one for the other side. */
function tokenFileOf(relay: RelayConfig | undefined): string | undefined {
  if (relay?.token === undefined) return undefined;
  return 'file' in relay.token ? relay.token.file : TOKEN_FILE;
}

function given<K extends string>(name: K, value: string | undefined): {readonly [P in K]?: string} {
  return value === undefined ? {} : ({[name]: value} as {readonly [P in K]: string});
}
