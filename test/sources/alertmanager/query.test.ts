import {expect, test} from 'vitest';
import {queryAlerts} from '../../../src/sources/alertmanager/query.js';
import {fakeAlertmanager, someAlert} from '../support/fake-alertmanager.js';

test('asks for what is wanted, by parameters that every version knows', async () => {
  const am = await fakeAlertmanager([someAlert('f1', {labels: {alertname: 'A\u001b[31m'}})]);
  const alerts = await queryAlerts({
    url: am.url,
    filters: ['severity="critical"', 'instance=~"i[12]"'],
    active: true,
    silenced: false,
    inhibited: false,
    unprocessed: false,
    receiver: 'team',
  });
  expect(alerts).toEqual(am.alerts);
  expect(am.violations()).toEqual([]);
  const search = new URL(am.received[0]?.path ?? '', am.url).searchParams;
  expect(Object.fromEntries(search)).toMatchObject({silenced: 'false', receiver: 'team', active: 'true'});
  expect(search.getAll('filter')).toEqual(['severity="critical"', 'instance=~"i[12]"']);
});

test('stops when told to', async () => {
  const am = await fakeAlertmanager();
  am.fault = () => true;
  const stop = new AbortController();
  const asked = queryAlerts({url: am.url, signal: stop.signal});
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
});
