import {expect, test} from 'vitest';
import {anAlert, aWatch, keyOf} from '../../support/given.js';
import {bench} from '../fake-context.js';

const DISK = {...anAlert({name: 'DiskFull'}), fingerprint: 'ea237335cec19d1e'};

test('wk note --alert takes the fingerprint that Alertmanager gives an alert', async () => {
  const {run, hands} = bench({watch: aWatch({alerts: [DISK]})});
  expect(await run('note', 'log partition', '--alert', DISK.fingerprint)).toMatchObject({exitCode: 0});
  expect(hands()?.commands).toMatchObject([{type: 'note', text: 'log partition', alert: keyOf(DISK)}]);
});

test('wk note --alert of a fingerprint that nothing has says so', async () => {
  const {run, hands} = bench({watch: aWatch({alerts: [DISK]})});
  expect(await run('note', 'x', '--alert', '0000000000000000')).toMatchObject({exitCode: 5});
  expect(hands()?.commands).toEqual([]);
});
