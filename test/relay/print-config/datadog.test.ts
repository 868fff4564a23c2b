import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {hooks} from '../../../src/relay/hooks/index.js';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {alertOf, formPosted, posted, relayFixture} from '../../support/hook-request.js';

const FULL = {url: 'https://relay.example:9095', tokenFile: '/etc/wk/token', source: 'dd'};
const fields = (options: Parameters<typeof printConfig.datadog>[0]) =>
  parse(printConfig.datadog(options)) as Record<string, string>;

test('is what the page for a new webhook asks for', () => {
  const {payload, custom_headers, ...others} = fields(FULL);
  expect(others).toEqual({
    name: 'watchkeeper',
    url: 'https://relay.example:9095/v1/hooks/datadog?source=dd',
    encode_as: 'json',
  });
  expect(JSON.parse(payload ?? '')).toEqual(relayFixture('datadog-payload-template.json'));
  expect(JSON.parse(custom_headers ?? '')).toEqual({Authorization: 'Bearer $WK_RELAY_TOKEN'});
});

test('gives a body that the hook reads, as JSON and as a form, once its variables are filled in', () => {
  const values: Readonly<Record<string, string>> = {
    $ALERT_CYCLE_KEY: '8b1f',
    $ALERT_TRANSITION: 'Triggered',
    $EVENT_TITLE: '[Triggered] High load',
    $DATE: '1795197600000',
  };
  const body = JSON.parse((fields(FULL).payload ?? '').replace(/\$[A-Z_]+/g, name => values[name] ?? ''));
  const hook = hooks.datadog.open({});
  expect(alertOf(hook.read(posted(body))).alert).toMatchObject({status: 'firing', labels: {alertname: 'High load'}});
  expect(hook.read(formPosted(body))).toEqual(hook.read(posted(body)));
});

test('sends no token where the relay wants none', () => {
  expect(JSON.parse(fields({url: 'http://127.0.0.1:9095'}).custom_headers ?? '')).toEqual({});
});
