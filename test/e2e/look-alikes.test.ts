import {expect, onTestFinished, test} from 'vitest';
import {describeReal, postAlerts, startAlertmanager} from '../support/real.js';
import {openDesk} from './support/desk.js';
import {freshAlert} from './support/posts.js';
import {activeSilences} from './support/silences.js';

describeReal('alerts that differ only in what is not shown', ['prometheus-alertmanager', 'amtool'], () => {
  test('are acked each by its own values, so that what reads as acked is silenced', {timeout: 90_000}, async () => {
    const server = await startAlertmanager();
    onTestFinished(() => server.stop());
    const named = (alertname: string, instance: string) => {
      const alert = freshAlert(alertname);
      return {...alert, labels: {...alert.labels, instance}};
    };
    await postAlerts(server.url, [named('Normal', 'db-1'), named('Colour', '\u001b[1mdb-1')]);
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);

    expect(await desk.wk(['ack', 'alertname=Normal'])).toMatchObject({code: 0});
    const [normal] = await activeSilences(server.url);
    expect(valueIn(normal?.matchers)).toBe('db-1');

    expect(await desk.wk(['ack', 'alertname=Colour'])).toMatchObject({code: 0});
    const silences = await activeSilences(server.url);
    expect(silences.map(({matchers}) => valueIn(matchers)).sort()).toEqual(['\u001b[1mdb-1', 'db-1']);
  });
});

function valueIn(matchers: readonly unknown[] | undefined): unknown {
  return (matchers as readonly {readonly name: string; readonly value: string}[] | undefined)?.find(
    ({name}) => name === 'instance',
  )?.value;
}
