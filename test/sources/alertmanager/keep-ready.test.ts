import {afterEach, beforeEach, expect, onTestFinished, test} from 'vitest';
import {virtualClock} from '../../../src/lib/virtual-clock.js';
import {alertmanager} from '../../../src/sources/alertmanager/alertmanager.js';
import {type FakeAlertmanager, fakeAlertmanager} from '../support/fake-alertmanager.js';

let am: FakeAlertmanager;
let other: FakeAlertmanager;

beforeEach(async () => {
  am = await fakeAlertmanager();
  other = await fakeAlertmanager();
});
afterEach(() => expect([...am.violations(), ...other.violations()]).toEqual([]));

const draft = {
  matchers: [{name: 'alertname', value: 'A', isRegex: false, isEqual: true}],
  duration: 900_000,
  createdBy: 'ana',
  comment: 'ACK! on it [wk:a1]',
  token: '[wk:a1]',
};

/** Polled once, far from the next poll; `asked` is how often each member told its state. */
async function polled(ready: boolean) {
  const clock = virtualClock(Date.now());
  const stop = new AbortController();
  const source = alertmanager(
    {name: 'eu', urls: [am.url, other.url], poll: 600_000, timeout: 2_000},
    {clock, random: () => 0.5, ready},
  );
  let updates = 0;
  const done = source.watch(() => {
    updates += 1;
  }, stop.signal);
  onTestFinished(() => {
    stop.abort();
    clock.advance(1);
    return done;
  });
  await expect.poll(() => updates).toBeGreaterThan(0);
  const before = am.asked('GET /status').length;
  return {clock, source, asked: () => [am.asked('GET /status').length - before, other.asked('GET /status').length]};
}

test('the first ack of a cockpit that is ready sends nothing but the silence', async () => {
  const {clock, source, asked} = await polled(true);
  clock.advance(2_000);
  await expect.poll(() => asked()[0]).toBe(1);
  const sent = am.received.length;
  await source.placeSilence(draft, {mayExist: false, signal: new AbortController().signal});
  expect(am.received.slice(sent).map(({method}) => method)).toEqual(['POST', 'GET']);
});

test('what has not been used for a while is kept warm at the member that is asked first', async () => {
  const {clock, asked} = await polled(true);
  clock.advance(2_000);
  await expect.poll(() => asked()[0]).toBe(1);
  const again = () => {
    clock.advance(5_000);
    return asked()[0];
  };
  await expect.poll(again).toBe(2);
  expect(asked()[1]).toBeLessThanOrEqual(1);
});

test('who only looks asks for nothing more than the polls do', async () => {
  const {clock, source, asked} = await polled(false);
  clock.advance(100_000);
  expect(asked()[0]).toBe(0);
  await source.placeSilence(draft, {mayExist: false, signal: new AbortController().signal});
  expect(asked()[0]).toBe(1);
});
