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

test('what the figures are to reach is what the file says, over what practice asks for', async () => {
  const {request, write} = surroundings({});
  write(OUR_FILE, 'figures: {mttr: {P2: 2h}, mtbf: 10d, alert-volume: 30, noise-rate: 0.1}\n');
  const {figures} = toSettings(await loadConfig(request));
  expect(figures).toMatchObject({
    mttr: {P1: 3_600_000, P2: 7_200_000},
    mtti: {P1: 1_800_000},
    mtbf: 864_000_000,
    'alert-volume': 30,
    'noise-rate': 0.1,
    'after-hours': 5,
  });
  const wrong = surroundings({});
  wrong.write(OUR_FILE, 'figures: {noise-rate: 20}\n');
  await expect(loadConfig(wrong.request)).rejects.toMatchObject({
    message: expect.stringContaining('write a share from 0 to 1: 0.9'),
  });
});
