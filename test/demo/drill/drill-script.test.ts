import {expect, onTestFinished, test} from 'vitest';
import {drillScript} from '../../../src/demo/drill/drill-script.js';
import {idleWatch} from '../../../src/demo/idle.js';
import {startDemo} from '../../../src/demo/start-demo.js';
import {advanceWhenIdle, virtualClock} from '../../../src/lib/virtual-clock.js';
import {aDrill, aDrillAlert, MINUTE} from '../../support/a-drill.js';
import {api} from '../server/api.js';

const START = Date.UTC(2026, 10, 20, 22);

const told = (drill: Parameters<typeof drillScript>[0]) =>
  drillScript(drill).map(event => {
    const labels = 'alert' in event ? event.alert.labels : ('labels' in event && event.labels) || {};
    return [event.at / MINUTE, event.cluster, event.kind, labels.alertname ?? ''];
  });

test('a drill is what fires and ends at its times, beside a Watchdog that always fires', () => {
  expect(told(aDrill({alerts: [aDrillAlert({resolves: 9 * MINUTE})]}))).toEqual([
    [0, 'eu', 'fire', 'Watchdog'],
    [0, 'us', 'fire', 'Watchdog'],
    [2, 'eu', 'fire', 'PoolFull'],
    [9, 'eu', 'resolve', 'PoolFull'],
  ]);
});

test('a Watchdog stops and returns as often as the drill says, and a site breaks off', () => {
  const watchdogs = [
    {site: 'us', stops: 20 * MINUTE},
    {site: 'us', stops: 5 * MINUTE, returns: 8 * MINUTE},
  ] as const;
  const outages = [{site: 'eu', from: 3 * MINUTE, to: 4 * MINUTE}] as const;
  expect(told(aDrill({alerts: [], watchdogs, outages})).slice(2)).toEqual([
    [3, 'eu', 'link', ''],
    [4, 'eu', 'link', ''],
    [5, 'us', 'resolve', 'Watchdog'],
    [8, 'us', 'fire', 'Watchdog'],
    [20, 'us', 'resolve', 'Watchdog'],
  ]);
});

test('on its servers an alert fires until it is resolved before its time', async () => {
  const clock = virtualClock(START);
  const watch = idleWatch();
  const drill = aDrill();
  const demo = await startDemo({clock, script: {events: drillScript(drill), length: drill.length}});
  onTestFinished(async () => {
    watch.stop();
    await demo.stop();
  });
  const [eu] = demo.sources;
  const firing = async () => {
    const {body} = await api(eu?.url ?? '').get('/alerts');
    return (body as readonly {readonly labels: Readonly<Record<string, string>>}[])
      .map(({labels}) => labels.alertname)
      .sort();
  };
  const until = (minute: number) => advanceWhenIdle({clock, idle: watch.idle, until: START + minute * MINUTE});
  await until(3);
  expect(await firing()).toEqual(['PoolFull', 'Watchdog']);
  demo.resolve('eu', aDrillAlert().labels);
  await until(4);
  expect(await firing()).toEqual(['Watchdog']);
  expect(demo.endsAt).toBe(START + 30 * MINUTE);
});
