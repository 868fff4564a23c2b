import {expect, test} from 'vitest';
import {relayToken} from '../../../../src/cli/wire/relay/token.js';
import {OperatorError} from '../../../../src/lib/operator-error.js';
import {virtualClock} from '../../../../src/lib/virtual-clock.js';

const clock = virtualClock(0);

test('a token file that is not there is a sentence of what to do, not a bug', async () => {
  const missing = relayToken({}, '/nowhere/token', {env: {}, clock});
  await expect(missing).rejects.toThrow(OperatorError);
  await expect(missing).rejects.toThrow('--token-file: the secret file /nowhere/token cannot be read (ENOENT).');
});

test('so is one that the configuration names', async () => {
  const missing = relayToken({relay: {token: {file: '/nowhere/token'}}}, undefined, {env: {}, clock});
  await expect(missing).rejects.toThrow('relay.token: the secret file /nowhere/token cannot be read (ENOENT).');
});
