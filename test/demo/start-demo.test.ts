import {afterEach, describe, expect, test} from 'vitest';
import {idleWatch} from '../../src/demo/idle.js';
import {type Demo, startDemo} from '../../src/demo/start-demo.js';
import {advanceWhenIdle, type VirtualClock, virtualClock} from '../../src/lib/virtual-clock.js';
import {prometheus} from '../../src/sources/prometheus.js';
import {anAlert} from '../support/given.js';
import {api} from './server/api.js';

const START = Date.UTC(2026, 10, 20, 22);
const MINUTE = 60_000;
const watch = idleWatch();
let demo: Demo | undefined;

interface Shown {
  readonly generatorURL: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly status: {readonly state: string; readonly silencedBy: string[]; readonly inhibitedBy: string[]};
}

async function begin(background = 0) {
  const clock: VirtualClock = virtualClock(START);
  demo = await startDemo({clock, seed: 7, background});
  const sites = Object.fromEntries(demo.sources.map(({name, url}) => [name, api(url)]));
  const alerts = async (site: string, query = '') => (await sites[site]?.get(`/alerts${query}`))?.body as Shown[];
  const until = (minutes: number) => advanceWhenIdle({clock, idle: watch.idle, until: START + minutes * MINUTE});
  return {clock, demo, sites, alerts, until};
}

const named = (alerts: readonly Shown[], name: string) => alerts.filter(({labels}) => labels.alertname === name);

afterEach(async () => {
  await demo?.stop();
});

describe('the demo', () => {
  test('shows two sites that fire already, with what a teammate has silenced', async () => {
    const {alerts, sites} = await begin();
    const [eu, us] = [await alerts('eu'), await alerts('us')];
    expect(eu.length + us.length).toBeGreaterThan(15);
    expect(named(us, 'NodeNotReady')).toMatchObject([{status: {state: 'suppressed'}}]);
    const silences = (await sites.us?.get('/silences'))?.body as {comment: string; createdBy: string}[];
    expect(silences).toMatchObject([{createdBy: 'lee', comment: expect.stringMatching(/^ACK! .*GMT$/)}]);
  });

  test('has the curve behind its worst alert as it fires', async () => {
    const {alerts, clock, demo, until} = await begin();
    await until(1);
    const [pool] = named(await alerts('eu'), 'DatabasePoolExhausted');
    const curves = prometheus({url: demo.prometheus.url, range: 60 * MINUTE, points: 60}, {clock});
    const series = await curves.series(anAlert({generatorURL: pool?.generatorURL ?? ''}), new AbortController().signal);
    await curves.close();
    expect(series?.expr).toMatch(/^db_pool_active/);
    expect(series?.values).toHaveLength(60);
    expect(series?.values.at(0)).toBeLessThan(0.95);
    expect(series?.values.at(-1)).toBeGreaterThan(0.95);
  });

  test('goes through its storm, its inhibition, its mute window and its missing Watchdog in virtual hours', async () => {
    const {alerts, sites, until} = await begin();
    await until(101);
    expect(named(await alerts('us'), 'ReplicationLag')[0]?.status.inhibitedBy).toHaveLength(1);
    await until(150);
    const groups = JSON.stringify((await sites.eu?.get('/alerts/groups'))?.body);
    expect(groups).toContain('"mutedBy":["batch window"]');
    await until(162);
    expect(named(await alerts('us'), 'TargetDown').length).toBeGreaterThan(200);
    await until(200);
    expect(named(await alerts('us'), 'TargetDown')).toEqual([]);
    await until(230);
    expect(named(await alerts('eu'), 'Watchdog')).toEqual([]);
    await until(245);
    expect(named(await alerts('eu'), 'Watchdog')).toHaveLength(1);
  });

  test('breaks one link for some minutes, and keeps firing alerts alive all the while', async () => {
    const {alerts, until} = await begin(50);
    await until(274);
    await expect(alerts('us')).rejects.toThrow();
    expect((await alerts('eu')).length).toBeGreaterThan(25);
    await until(281);
    expect(named(await alerts('us'), 'NodeNotReady')).toHaveLength(1);
    expect((await alerts('us')).length).toBeGreaterThan(25);
  });

  test('says when the night is over', async () => {
    const {clock, demo: playing, until} = await begin();
    let over = false;
    void playing.ended.then(() => {
      over = true;
    });
    await until(479);
    expect(over).toBe(false);
    await until(480);
    expect([over, clock.now()]).toEqual([true, playing.endsAt]);
  });
});
