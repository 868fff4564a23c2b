import {hookUrl, type PrintOptions, quoted, tokenPlace} from './print-options.js';

/** What a cockpit's configuration needs to follow the relay, and to reach its Alertmanagers through it. */
export function cockpitConfig(options: PrintOptions): string {
  const {url, tokenFile, polled = []} = options;
  const feed = hookUrl({url: url.replace(/^http/, 'ws'), schemes: /^wss?:$/}, '/v1/feed');
  const token = tokenFile === undefined ? undefined : `{file: ${quoted(tokenPlace(tokenFile))}}`;
  return [
    '# The configuration of a cockpit: ~/.config/watchkeeper/config.yaml.',
    '# The token is a secret: {file: PATH}, {env: NAME} or {command: [program]}.',
    `feed: {url: ${quoted(feed)}${token === undefined ? '' : `, token: ${token}`}}`,
    ...(polled.length === 0
      ? ['# The relay polls no Alertmanager itself (relay.alertmanagers): name those that the cockpit reaches.']
      : [
          '# Through the relay: one poll of it serves all cockpits, and silences are passed on with its own credentials.',
          'alertmanagers:',
          ...polled.flatMap(one => clusterLines(one, url, token)),
        ]),
    '',
  ].join('\n');
}

function clusterLines(
  {name, members}: NonNullable<PrintOptions['polled']>[number],
  url: string,
  token: string | undefined,
): readonly string[] {
  const numbers = members < 2 ? [''] : Array.from({length: members}, (_, index) => `/${index + 1}`);
  const urls = numbers.map(number => quoted(hookUrl({url}, `/v1/alertmanager/${encodeURIComponent(name)}${number}`)));
  return [
    `  - name: ${quoted(name)}`,
    `    urls: [${urls.join(', ')}]`,
    ...(token === undefined ? [] : [`    auth: {bearer: ${token}}`]),
  ];
}
