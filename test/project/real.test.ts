import {expect, test} from 'vitest';
import {describeReal, postAlerts, startAlertmanager, startPrometheus} from '../support/real.js';

describeReal('the real servers that tests start', ['prometheus-alertmanager', 'prometheus'], () => {
  test('an Alertmanager keeps its port over a crash and loses everything only when asked to', async () => {
    const server = await startAlertmanager();
    const first = server.pid;
    await postAlerts(server.url, [{labels: {alertname: 'DiskFull'}}]);
    expect(await alertNames(server.url)).toEqual(['DiskFull']);
    await server.kill9();
    await server.restart();
    expect(server.pid).not.toBe(first);
    await server.restartEmpty();
    expect(await alertNames(server.url)).toEqual([]);
    await server.stop();
  });

  test('two Alertmanagers find each other', async () => {
    const one = await startAlertmanager({clusterPeers: []});
    const two = await startAlertmanager({clusterPeers: [one.cluster]});
    await Promise.all([one.untilMembers(2), two.untilMembers(2)]);
    await Promise.all([one.stop(), two.stop()]);
  });

  test('a rule of a real Prometheus fires into a real Alertmanager', async () => {
    const alertmanager = await startAlertmanager();
    const prometheus = await startPrometheus({
      alertmanagers: [new URL(alertmanager.url).host],
      rules: 'groups: [{name: always, rules: [{alert: Watchdog, expr: vector(1)}]}]',
    });
    await expect.poll(() => alertNames(alertmanager.url), {timeout: 30_000, interval: 100}).toEqual(['Watchdog']);
    await Promise.all([prometheus.stop(), alertmanager.stop()]);
  });

  test('a paused server takes the connection and does not answer', async () => {
    const server = await startAlertmanager();
    server.pause();
    // A signal takes a moment to reach all of its threads.
    const ask = () => fetch(`${server.url}/-/ready`, {signal: AbortSignal.timeout(300)});
    await expect
      .poll(() =>
        ask().then(
          () => 'answers',
          () => 'silent',
        ),
      )
      .toBe('silent');
    server.resume();
    expect((await fetch(`${server.url}/-/ready`)).status).toBe(200);
    await server.stop();
  });
});

async function alertNames(url: string): Promise<string[]> {
  const response = await fetch(`${url}/api/v2/alerts`);
  const alerts = (await response.json()) as {labels: {alertname: string}}[];
  return alerts.map(alert => alert.labels.alertname);
}
