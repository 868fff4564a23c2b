import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {describeReal, findBinary, tempDir} from '../../support/real.js';

const URL_ = 'http://relay.example:9095';
const FULL = {url: URL_, tokenFile: '/etc/watchkeeper/relay.token', listen: '0.0.0.0:9095'};
const lineOf = (unit: string, key: string) => unit.split('\n').find(line => line.startsWith(`${key}=`));

describe('the unit', () => {
  test('starts the relay with the token that systemd read for it, and a state folder', () => {
    const unit = printConfig.systemd(FULL);
    expect(lineOf(unit, 'ExecStart')).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of systemd
      'ExecStart=/usr/local/bin/wk relay --listen 0.0.0.0:9095 --token-file ${CREDENTIALS_DIRECTORY}/token --state-dir ${STATE_DIRECTORY}',
    );
    expect(lineOf(unit, 'LoadCredential')).toBe('LoadCredential=token:/etc/watchkeeper/relay.token');
  });

  test('shares the Redis it is told of, and never with a password in its command line', () => {
    const unit = printConfig.systemd({url: URL_, redis: 'redis://cache:6379'});
    expect(lineOf(unit, 'ExecStart')).toContain(' --redis redis://cache:6379 --state-dir ');
    expect(() => printConfig.systemd({url: URL_, redis: 'redis://:hunter2@cache:6379'})).toThrow(
      'The password of Redis',
    );
  });

  test('listens on loopback and needs no token unless told otherwise', () => {
    const unit = printConfig.systemd({url: URL_});
    expect(lineOf(unit, 'ExecStart')).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of systemd
      'ExecStart=/usr/local/bin/wk relay --listen 127.0.0.1:9095 --state-dir ${STATE_DIRECTORY}',
    );
    expect(lineOf(unit, 'LoadCredential')).toBeUndefined();
  });

  test('writes arguments so that systemd reads them as they are', () => {
    const unit = printConfig.systemd({url: URL_, program: ['/opt/node $20/bin/node', '/opt/50%/$x/"wk"\\.js', '']});
    expect(lineOf(unit, 'ExecStart')).toContain('="/opt/node $20/bin/node" "/opt/50%%/$$x/\\"wk\\"\\\\.js" "" relay ');
    expect(lineOf(printConfig.systemd({...FULL, tokenFile: '/etc/a b/50%'}), 'LoadCredential')).toBe(
      'LoadCredential=token:/etc/a b/50%%',
    );
  });

  test('cannot hold a file without its whole path, nor a line of its own', () => {
    for (const tokenFile of ['relay.token', '/etc/x\nExecStartPre=/bin/evil', '/etc/x '])
      expect(() => printConfig.systemd({...FULL, tokenFile})).toThrow('cannot stand in a unit');
    expect(() => printConfig.systemd({...FULL, listen: '127.0.0.1:9095\nUser=root'})).toThrow('cannot stand in a unit');
  });
});

describeReal('a real systemd-analyze', ['systemd-analyze'], () => {
  const analyze = (args: readonly string[], file: string) =>
    execFileSync(findBinary('systemd-analyze') ?? 'systemd-analyze', [...args, file], {
      encoding: 'utf8',
      stdio: 'pipe',
    });

  test('finds nothing wrong with the unit, and little that it exposes', () => {
    const folder = tempDir();
    const program = path.join(folder, 'a $wk 50%');
    writeFileSync(program, '#!/bin/sh\n', {mode: 0o755});
    const file = path.join(folder, 'watchkeeper-relay.service');
    writeFileSync(file, printConfig.systemd({...FULL, program: [program]}));
    expect(analyze(['verify'], file)).toBe('');
    expect(analyze(['security', '--offline=true', '--no-pager', '--threshold=15'], file)).toContain(' OK ');
  });
});
