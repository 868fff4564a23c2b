import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {printConfig} from '../../../src/relay/print-config/index.js';

const settings = (options: Parameters<typeof printConfig.grafana>[0]) =>
  parse(printConfig.grafana(options)).contactPoints[0].receivers[0].settings;

test('is a file for provisioning, with a webhook that also tells what has ended', () => {
  expect(
    parse(printConfig.grafana({url: 'https://relay.example', tokenFile: '/etc/wk/token', source: 'graf'})),
  ).toEqual({
    apiVersion: 1,
    contactPoints: [
      {
        orgId: 1,
        name: 'watchkeeper',
        receivers: [
          {
            uid: 'watchkeeper',
            type: 'webhook',
            disableResolveMessage: false,
            settings: {
              url: 'https://relay.example/v1/hooks/grafana?source=graf',
              httpMethod: 'POST',
              maxAlerts: 0,
              authorization_scheme: 'Bearer',
              authorization_credentials: '$__file{/etc/wk/token}',
            },
          },
        ],
      },
    ],
  });
});

test('sends no token where the relay wants none', () => {
  expect(Object.keys(settings({url: 'http://127.0.0.1:9095'}))).toEqual(['url', 'httpMethod', 'maxAlerts']);
});

test('signs for who uncomments it', () => {
  const text = printConfig.grafana({url: 'http://127.0.0.1:9095'});
  const signed = text.replace(/^( +)# (hmacConfig:| {2}[a-z]+[A-Za-z]*: )/gm, '$1$2');
  expect(parse(signed).contactPoints[0].receivers[0].settings.hmacConfig).toEqual({
    secret: '$__file{/etc/grafana/watchkeeper.secret}',
    timestampHeader: 'X-Grafana-Alerting-Timestamp',
  });
});
