import {expect, test} from 'vitest';
import {launch} from '../support/launch.js';

const ECHO = `
process.stdin.setRawMode(true);
process.stdout.write('\\x1b[?1049hsize ' + process.stdout.columns + 'x' + process.stdout.rows + ' ci=' + process.env.CI);
process.stdout.on('resize', () => process.stdout.write('\\nnow ' + process.stdout.columns + 'x' + process.stdout.rows));
process.stdin.on('data', keys => {
  if (String(keys) === 'q') { process.stdout.write('\\x1b[?1049lbye'); process.exitCode = 3; process.stdin.pause(); }
  else process.stdout.write('\\nkeys ' + JSON.stringify(String(keys)));
});`;

test('a program on a pty sees its size and its keys, and its screen can be read', async () => {
  const program = launch(['-e', ECHO], {cols: 60, rows: 10, env: {CI: undefined}});
  await program.waitFor('size 60x10 ci=undefined');
  expect(program.kind()).toBe('alternate');
  program.clearBytes();
  program.type('\x1b[A');
  await program.waitFor('keys "\\u001b[A"');
  expect(program.bytes().toString()).toBe('\r\nkeys "\\u001b[A"');
  program.resize(70, 12);
  expect(await program.waitFor(/now 70x12/)).toHaveLength(12);
  program.type('q');
  expect((await program.exit).exitCode).toBe(3);
  expect(program.kind()).toBe('normal');
  expect(program.screen().join('')).toContain('bye');
});

test('what never appears is reported with what was there instead', async () => {
  const program = launch(['-e', ECHO]);
  await program.waitFor('size');
  await expect(program.waitFor('absent', 50)).rejects.toThrow(/absent[\s\S]*size 80x24/);
  program.kill('SIGKILL');
  await program.exit;
});
