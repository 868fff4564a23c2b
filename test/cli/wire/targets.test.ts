import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {redactor} from '../../../src/cli/wire/redactor.js';
import {targetsOf} from '../../../src/cli/wire/targets.js';
import {loadConfig} from '../../../src/config/load-config.js';
import {systemClock} from '../../../src/lib/node/system-clock.js';
import {aRequest, firstTry} from '../../support/a-target.js';
import {tempDir} from '../../support/real.js';
import {vendorServer} from '../../support/vendor-server.js';
import {pagerdutyEvents} from '../../support/vendors/pagerduty-events.js';

test('a target reads its secret when it sends, each time anew, and nobody gets to see it', async () => {
  const home = tempDir();
  const server = await vendorServer(pagerdutyEvents());
  writeFileSync(
    join(home, 'wk.yaml'),
    `targets: {pager: {kind: pagerduty, routing_key: {file: pd.key}, url: "${server.url}"}}`,
  );
  const config = await loadConfig({flags: {config: 'wk.yaml'}, env: {}, cwd: home, home, etc: home});
  const [target] = targetsOf(config, {env: {}, clock: systemClock});
  await expect(target?.send(aRequest(), firstTry())).rejects.toMatchObject({
    kind: 'refused',
    message: expect.stringContaining('targets.pager.routing_key: the secret file'),
  });
  for (const key of ['A', 'B'].map(letter => letter.repeat(32))) {
    writeFileSync(join(home, 'pd.key'), `${key}\n`);
    await target?.send(aRequest(), firstTry());
    expect(server.received.at(-1)?.json).toMatchObject({routing_key: key});
  }
  expect(redactor(config, {}).output(`key ${'B'.repeat(32)}`, [])).not.toContain('BBBB');
});
