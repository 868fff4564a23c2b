import {expect, test} from 'vitest';
import {describeReal, startAlertmanager, startPrometheus} from '../support/real.js';
import {agedAlertmanager} from './support/aged.js';
import {leave, openDesk} from './support/desk.js';
import {factsIn} from './support/journal.js';

/** The rule fires for so long, in s, and then no more. */
const FIRES = 40;

describeReal('an alert of a real Prometheus', ['prometheus-alertmanager', 'prometheus'], () => {
  test('comes with its expression and its curve, and goes when its rule says so', {timeout: 120_000}, async () => {
    const server = await startAlertmanager();
    const passage = await agedAlertmanager(server.url);
    const now = Math.round(Date.now() / 1_000);
    const prometheus = await startPrometheus({
      alertmanagers: [new URL(server.url).host],
      rules: rulesUntil(now + FIRES),
    });
    const desk = await openDesk(
      `alertmanagers: [{name: eu, urls: ["${passage.url}"], poll: 1s, grace: 2s}]\nprometheus: {url: "${prometheus.url}"}\n`,
    );
    const cockpit = desk.cockpit({cols: 120, rows: 40});
    await cockpit.waitFor(/▌P1.*TimePasses .*it goes on/, 40_000);
    cockpit.type('\r');
    await cockpit.waitFor('wk_e2e');
    const value = Number(now.toPrecision(4)).toString();
    await cockpit.waitFor(screen => new RegExp(`time\\(\\) \\* up.* [▁▂▃▄▅▆▇█]+ +${value}`).test(screen), 30_000);

    await cockpit.waitFor('TimePasses wk_e2e 127.0.0.1 · no longer firing', 60_000);
    cockpit.type('\u001b');
    await cockpit.waitFor('Nothing needs you');
    await expect
      .poll(() => factsIn(desk.state).map(({type}) => type), {timeout: 30_000})
      .toEqual(['watch.opened', 'source.met', 'alert.fired', 'alert.resolved']);
    await leave(cockpit);
    await Promise.all([prometheus.stop(), server.stop()]);
  });
});

function rulesUntil(until: number): string {
  return `groups:
  - name: e2e
    rules:
      - alert: TimePasses
        expr: time() * up{job="self"} < ${until}
        labels: {severity: critical, service: wk_e2e}
        annotations: {summary: it goes on}
`;
}
