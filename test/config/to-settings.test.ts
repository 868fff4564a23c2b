import {expect, test} from 'vitest';
import {loadConfig} from '../../src/config/load-config.js';
import {toSettings} from '../../src/config/to-settings.js';
import {OUR_FILE, surroundings} from './surroundings.js';

test('core gets what it reasons with, and no connection', async () => {
  const {request, write} = surroundings({flags: {readOnly: true}});
  write(
    OUR_FILE,
    'operator: ana\nui: {zone: Europe/Berlin}\nalertmanagers:\n  - {name: eu, urls: ["http://a"], watchdog: Watchdog}\n  - {name: us, urls: ["http://b"]}\n',
  );
  expect(toSettings(await loadConfig(request))).toMatchObject({
    operator: 'ana',
    readOnly: true,
    watchdogs: {eu: 'Watchdog'},
    ui: {timeZone: 'Europe/Berlin', group: 'route', views: [], filter: ''},
    ack: {comment: 'This alert was acknowledged using watchkeeper on %NOW%', recognise: []},
  });
});
