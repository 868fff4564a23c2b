import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {describeReal, postAlerts, startAlertmanager, tempDir} from '../support/real.js';
import {openDesk} from './support/desk.js';
import {backgroundOf, freshAlert} from './support/posts.js';
import {activeSilences, amtool} from './support/silences.js';

interface PrintedAlert {
  readonly fingerprint: string;
}

describeReal('what the built program prints', ['prometheus-alertmanager', 'amtool'], () => {
  test('as silences is imported by amtool, into another Alertmanager too', {timeout: 60_000}, async () => {
    const [here, there] = [await startAlertmanager(), await startAlertmanager()];
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${here.url}"]}]\n`);
    await postAlerts(here.url, [freshAlert('SiteDown'), freshAlert('Odd"name\\')]);
    expect(await desk.wk(['ack', 'alertname=SiteDown'])).toMatchObject({code: 0});
    const add = ['silence', 'add', 'alertname=~"Odd.*"', 'instance!=web-9', '-d', '2h', '-c', 'a "quoted" reason'];
    expect(await desk.wk(add)).toMatchObject({code: 0});

    const listed = await desk.wk(['silence', 'list', '-o', 'json']);
    expect(listed).toMatchObject({code: 0, stderr: ''});
    const file = path.join(tempDir(), 'silences.json');
    writeFileSync(file, listed.stdout);
    await amtool(there.url, 'silence', 'import', '--force', file);
    const known = ({matchers, comment, createdBy, endsAt}: Awaited<ReturnType<typeof activeSilences>>[number]) => ({
      matchers,
      comment,
      createdBy,
      endsAt,
    });
    const byEnd = (a: {endsAt: string}, b: {endsAt: string}) => a.endsAt.localeCompare(b.endsAt);
    const imported = (await activeSilences(there.url)).map(known).sort(byEnd);
    expect(imported).toHaveLength(2);
    expect(imported).toEqual((await activeSilences(here.url)).map(known).sort(byEnd));
    await Promise.all([here.stop(), there.stop()]);
  });

  test('as alerts has the elements and the keys that amtool prints', {timeout: 60_000}, async () => {
    const server = await startAlertmanager();
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"]}]\n`);
    await postAlerts(server.url, [...backgroundOf(50), {...freshAlert('SiteDown'), generatorURL: 'http://prom/graph'}]);
    const ours = await desk.wk(['alerts', '-o', 'json']);
    expect(ours).toMatchObject({code: 0, stderr: ''});
    const theirs = JSON.parse(await amtool(server.url, 'alert', 'query', '-o', 'json')) as readonly PrintedAlert[];
    expect(keysIn(JSON.parse(ours.stdout) as readonly PrintedAlert[])).toEqual(keysIn(theirs));
    await server.stop();
  });
});

/** Every path of keys in each element, labels and annotations included, by fingerprint. */
function keysIn(alerts: readonly PrintedAlert[]): readonly (readonly [string, readonly string[]])[] {
  return alerts
    .map(alert => [alert.fingerprint, pathsOf(alert, '').sort()] as const)
    .sort(([a], [b]) => a.localeCompare(b));
}

function pathsOf(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inside = Object.entries(value).flatMap(([key, part]) => pathsOf(part, `${at}/${key}`));
  return inside.length > 0 ? inside : [`${at} (empty)`];
}
