import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext} from '../context.js';
import {EXIT} from '../exit-codes.js';
import type {RelayPrint} from '../relay-request.js';

/** What can be printed for the other side; the texts themselves are loaded when they are asked for. */
const PRINTABLE = [
  'alertmanager',
  'grafana',
  'elastalert',
  'datadog',
  'pagerduty',
  'cockpit',
  'systemd',
  'prometheus',
] as const;
const URL_OF_RELAY = 'http://127.0.0.1:9095';

export const relay: CommandSpec = {
  arguments: [
    {name: 'print-config', help: 'prints what to paste at the other side', optional: true, choices: ['print-config']},
    {name: 'for', help: 'the other side', optional: true, choices: PRINTABLE},
  ],
  flags: [
    {name: 'listen', value: 'HOST:PORT', help: 'where to listen; 127.0.0.1:9095 unless said otherwise'},
    {name: 'token-file', value: 'FILE', help: 'a file with the token that senders and cockpits must bring'},
    {name: 'redis', value: 'URL', help: 'share the stream with other relays on this Redis'},
    {name: 'state-dir', value: 'DIR', help: 'where the relay keeps its journal'},
    {
      name: 'url',
      value: 'URL',
      help: `print-config: where the other side reaches the relay; ${URL_OF_RELAY} if not given`,
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
  const text = await context.printRelayConfig({
    ...(what === 'cockpit' ? await polledBy(args, context) : {}),
    what,
    url: args.text('url') ?? URL_OF_RELAY,
    ...given('source', args.text('source')),
    ...given('tokenFile', args.text('token-file')),
    ...given('listen', args.text('listen')),
  });
  return {data: {json: () => text, text: () => [text.replace(/\n$/, '')]}};
}

/** What a cockpit can reach through the relay of this configuration. */
async function polledBy({globals}: Args, context: CommandContext): Promise<Pick<RelayPrint, 'polled'>> {
  const {relay: configured} = await context.loadConfig(globals);
  return {polled: (configured?.alertmanagers ?? []).map(({name, urls}) => ({name, members: urls.length}))};
}

function given<K extends string>(name: K, value: string | undefined): {readonly [P in K]?: string} {
  return value === undefined ? {} : ({[name]: value} as {readonly [P in K]: string});
}
