import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {checkFile} from '../../../src/config/check-file.js';
import {cockpitConfig} from '../../../src/relay/print-config/cockpit.js';

const URL = 'https://relay.example:9095';

test('a cockpit gets the feed, and each member of what the relay polls', () => {
  const polled = [
    {name: 'eu', members: 2},
    {name: 'us', members: 1},
  ];
  const text = cockpitConfig({url: URL, tokenFile: '/etc/wk/token', polled});
  expect(checkFile(text)).toMatchObject({ok: true});
  expect(parse(text)).toEqual({
    feed: {url: 'wss://relay.example:9095/v1/feed', token: {file: '/etc/wk/token'}},
    alertmanagers: [
      {
        name: 'eu',
        urls: [`${URL}/v1/alertmanager/eu/1`, `${URL}/v1/alertmanager/eu/2`],
        auth: {bearer: {file: '/etc/wk/token'}},
      },
      {name: 'us', urls: [`${URL}/v1/alertmanager/us`], auth: {bearer: {file: '/etc/wk/token'}}},
    ],
  });
});

test('a relay that polls nothing gives the feed alone', () => {
  expect(parse(cockpitConfig({url: 'http://127.0.0.1:9095'}))).toEqual({feed: {url: 'ws://127.0.0.1:9095/v1/feed'}});
});
