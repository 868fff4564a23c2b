import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {handoffOf} from '../../../src/cli/wire/handoff.js';
import {readState} from '../../../src/cli/wire/reading.js';
import {runRelay} from '../../../src/cli/wire/relay/run-relay.js';
import {takeSeat} from '../../../src/cli/wire/watch-seat.js';
import type {Config} from '../../../src/config/config.js';
import {loadConfig} from '../../../src/config/load-config.js';
import type {Clock} from '../../../src/core/ports.js';
import {hhmm} from '../../../src/core/time/clock-text.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {TOKEN} from '../../relay/support/a-relay.js';
import {tempDir} from '../../support/real.js';

const MINUTE = 60_000;
const {signal} = new AbortController();

/** A clock that is behind by so many minutes. */
function behind(minutes: number): Clock {
  return {...systemClock, now: () => systemClock.now() - minutes * MINUTE};
}

const env = {FEED_TOKEN: TOKEN};

async function configured(home: string, text: string): Promise<Config> {
  const file = join(home, 'config.yaml');
  writeFileSync(file, text);
  const flags = {config: file, state: join(home, 'state'), operator: 'ana'};
  return loadConfig({flags, env, cwd: home, home, etc: home, reader: 'text'});
}

/** `wk relay` by that clock, on a journal of its own. */
async function relayBy(clock: Clock): Promise<{readonly url: string; readonly stop: () => Promise<void>}> {
  const home = tempDir();
  writeFileSync(join(home, 'token'), TOKEN, {mode: 0o600});
  const stop = new AbortController();
  let said = '';
  const request = {listen: '127.0.0.1:0', tokenFile: join(home, 'token'), stateDir: join(home, 'relay')};
  const done = runRelay(await configured(home, 'operator: ana\n'), request, {
    env,
    clock,
    signal: stop.signal,
    say: line => {
      said += `${line}\n`;
    },
  });
  const url = () => /listens on http:\/\/(\S+),/.exec(said)?.[1];
  await expect.poll(url).toBeDefined();
  const close = async () => {
    stop.abort();
    await done;
  };
  onTestFinished(close);
  return {url: url() ?? '', stop: close};
}

/** What a real Alertmanager posts of one alert. */
async function tells(url: string, alert: {readonly name: string; readonly status: string; readonly startsAt: number}) {
  const {name, status, startsAt} = alert;
  const labels = {alertname: name, severity: 'critical', service: 'mail'};
  const endsAt = status === 'firing' ? '0001-01-01T00:00:00Z' : new Date(startsAt + 4 * MINUTE).toISOString();
  const body = {
    version: '4',
    groupKey: `{}:{alertname="${name}"}`,
    truncatedAlerts: 0,
    status,
    receiver: 'wk',
    groupLabels: {alertname: name},
    commonLabels: labels,
    commonAnnotations: {},
    externalURL: 'http://am-1:9093',
    alerts: [
      {
        status,
        labels,
        annotations: {},
        startsAt: new Date(startsAt).toISOString(),
        endsAt,
        generatorURL: '',
        fingerprint: `f${name.length.toString(16).padStart(15, '0')}`,
      },
    ],
  };
  const response = await fetch(`http://${url}/v1/hooks/alertmanager`, {
    method: 'POST',
    headers: {'content-type': 'application/json', authorization: `Bearer ${TOKEN}`},
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

/** A cockpit that was open for a moment, by that clock. */
async function opened(config: Config, clock: Clock): Promise<void> {
  const {engine, leave} = await takeSeat({config, env, clock, live: true});
  await engine.dispatch({type: 'open-watch', on: clock.now()});
  await engine.dispatch({type: 'leave-watch', on: clock.now()});
  await leave();
}

const handoffNow = async (config: Config) =>
  (await handoffOf(config, await readState(config), {now: systemClock.now(), env, signal})).markdown;

test('what fired while no cockpit was open stands in the handoff, as the relay was told it, beside who says so', async () => {
  const relay = await relayBy(behind(30));
  const home = tempDir();
  const config = await configured(
    home,
    `feed: {url: "ws://${relay.url}/v1/feed", token: {env: FEED_TOKEN}}\nui: {zone: UTC}\n`,
  );
  const {feed: _feed, ...alone} = config;
  await opened(alone, behind(60));
  const startsAt = systemClock.now() - 31 * MINUTE;
  await tells(relay.url, {name: 'QueueStuck', status: 'firing', startsAt});
  await tells(relay.url, {name: 'QueueStuck', status: 'resolved', startsAt});
  await opened(alone, behind(10));
  const told = await handoffNow(config);
  const at = (time: number) => `${hhmm(time, 'UTC')}Z`;
  expect(told).toContain(
    `no cockpit was open; by the relay ${relay.url}, that also fired which the log knows nothing of: P1 QueueStuck in alertmanager/mail ${at(startsAt)} to ${at(startsAt + 4 * MINUTE)}`,
  );
  // Of the time since then it has nothing to tell, and says that, too.
  expect(told).toContain(`to now (10m): no cockpit was open; the relay ${relay.url} knows of nothing else`);

  await relay.stop();
  expect(await handoffNow(config)).toContain(`what the relay ${relay.url} saw meanwhile is *not recorded*`);
});
