import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {printConfig} from '../../../src/relay/print-config/index.js';

test('makes the event recorder post to its hook in order, with a token from a file', () => {
  const options = {url: 'http://relay.example:9095', tokenFile: '/etc/wk "a"/token', source: 'eu west'};
  expect(parse(printConfig.events(options))).toEqual({
    event_recorder: {
      webhook_outputs: [
        {
          url: 'http://relay.example:9095/v1/hooks/events?source=eu%20west',
          workers: 1,
          batch: true,
          http_config: {authorization: {type: 'Bearer', credentials_file: '/etc/wk "a"/token'}},
        },
      ],
    },
  });
});

test('sends no token where the relay wants none', () => {
  expect(printConfig.events({url: 'http://127.0.0.1:9095'})).not.toContain('http_config');
});
