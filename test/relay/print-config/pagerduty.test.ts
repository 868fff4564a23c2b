import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {hooks} from '../../../src/relay/hooks/index.js';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {brought, posted} from '../../support/hook-request.js';

const text = printConfig.pagerduty({url: 'https://relay.example:9095/', tokenFile: '/etc/wk/token', source: 'x'});
const subscription = JSON.parse(
  text.slice(text.indexOf("<<'JSON'\n") + 9, text.lastIndexOf('JSON')),
).webhook_subscription;

test('makes a subscription to the hook, for which no token is needed', () => {
  expect(subscription).toMatchObject({
    type: 'webhook_subscription',
    delivery_method: {type: 'http_delivery_method', url: 'https://relay.example:9095/v1/hooks/pagerduty'},
    filter: {type: 'account_reference'},
  });
  expect(text).not.toContain('/etc/wk/token');
});

test('asks for the events that the hook tells, and for no other', () => {
  const hook = hooks.pagerduty.open({});
  for (const event_type of subscription.events)
    expect(brought(hook.read(posted({event: {id: 'e', event_type, data: {id: 'P1'}}})))).toHaveLength(1);
  expect(subscription.events).toHaveLength(8);
});

test('is a shell command', () => {
  expect(() => execFileSync('sh', ['-n'], {input: text})).not.toThrow();
});
