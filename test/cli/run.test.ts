import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {COCKPIT, COMMANDS} from '../../src/cli/commands/index.js';
import {JournalError, SourceError} from '../../src/core/ports.js';
import {OperatorError} from '../../src/lib/operator-error.js';
import {bench} from './fake-context.js';

describe('the command line', () => {
  test('every command of the registry loads and answers --help on stdout', async () => {
    const {run} = bench();
    for (const entry of COMMANDS) {
      for (const path of entry.commands?.map(child => [entry.name, child.name]) ?? [[entry.name]]) {
        const {stdout, stderr, exitCode} = await run(...path, '--help');
        expect(stdout).toContain(`Usage: wk ${path.join(' ')}`);
        expect([stderr, exitCode]).toEqual(['', 0]);
      }
    }
    expect((await COCKPIT.load?.())?.arguments).toEqual([]);
  });

  test('wk help COMMAND is its help', async () => {
    const {run} = bench();
    expect(await run('help', 'ack')).toEqual(await run('ack', '--help'));
    expect(await run('--operator', 'ana', 'help', 'ack')).toEqual(await run('ack', '--help'));
    expect((await run('--operator', 'ana', 'help')).exitCode).toBe(0);
    expect((await run('help', 'silence')).stdout).toContain('silence add MATCHER...'.slice(8));
  });

  test('wk alone opens the cockpit and passes its exit code on', async () => {
    const {run} = bench({context: {openCockpit: async () => 7}});
    expect((await run()).exitCode).toBe(7);
    expect((await run('--alertmanager', 'http://x', '--read-only')).exitCode).toBe(7);
  });

  test('global flags stand before or after the command', async () => {
    const seen: unknown[] = [];
    const {run} = bench({
      context: {
        queryAlerts: async config => {
          seen.push(config.alertmanagers.map(({urls}) => urls));
          return {alerts: [], failures: []};
        },
      },
    });
    await run('--alertmanager', 'http://a', 'alerts', '-o', 'json');
    await run('alerts', '--alertmanager.url=http://a', '-ojson');
    await run('-o', 'json', 'alerts', '--alertmanager.url', 'http://a');
    expect(seen).toEqual([[['http://a']], [['http://a']], [['http://a']]]);
  });

  test.each([
    [['alrets'], 'wk: There is no command `wk alrets`.\n    Did you mean `wk alerts`?\n'],
    [['silence', 'rm', 'x'], 'wk: There is no command `wk silence rm`.\n    See `wk silence --help`.\n'],
    [
      ['alerts', '--silened'],
      "wk: Unknown option '--silened' (Did you mean --silenced?)\n    See `wk alerts --help`.\n",
    ],
    [['ack'], "wk: Missing required argument 'matcher'.\n    See `wk ack --help`.\n"],
    [
      ['alerts', '-o', 'yaml'],
      "wk: Option '-o, --output <FORMAT>' argument 'yaml' is invalid. Use one of table, wide, json, simple.\n    See `wk alerts --help`.\n",
    ],
    [
      ['completion', 'tcsh'],
      "wk: Command-argument value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n    See `wk completion --help`.\n",
    ],
    [
      ['ack', 'a=~"("'],
      expect.stringMatching(/^wk: These matchers cannot be read: .*\n {4}Write them as amtool takes them/),
    ],
    [['alerts', '--alertmanager', 'ftp://x'], expect.stringContaining("which is no Alertmanager's URL.\n")],
  ])('wrong usage is told in a sentence, exit code 2: wk %j', async (argv, stderr) => {
    expect(await bench().run(...argv)).toEqual({stdout: '', stderr, exitCode: 2});
  });

  test('a command that only has commands shows them on stderr', async () => {
    const {stdout, stderr, exitCode} = await bench().run('silence');
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toContain('preview MATCHER...');
  });

  test('a wrong configuration file is told with file, line and remedy, exit code 2', async () => {
    const {run, home} = bench();
    writeFileSync(join(home, 'wk.yaml'), 'ui: {bel: true}\n');
    expect(await run('alerts', '--config', 'wk.yaml')).toEqual({
      stdout: '',
      stderr: `wk: The configuration ${home}/wk.yaml has a problem:\n  wk.yaml:1: ui.bel: unknown key; did you mean \`bell\`?\n    Correct it, then check it with \`wk config check\`. \`wk config schema\` prints what it may hold.\n`,
      exitCode: 2,
    });
  });

  test('notes about the configuration go to stderr, data stays clean', async () => {
    const {run, home} = bench({context: {queryAlerts: async () => ({alerts: [], failures: []})}});
    writeFileSync(join(home, 'http.yml'), 'oauth2: {}\n');
    const {mkdirSync} = await import('node:fs');
    mkdirSync(join(home, '.config/amtool'), {recursive: true});
    writeFileSync(join(home, '.config/amtool/config.yml'), `http.config.file: ${home}/http.yml\noutput: json\n`);
    const {stdout, stderr} = await run('alerts');
    expect(stdout).toBe('[]\n');
    expect(stderr).toBe(
      `Note: ${home}/http.yml: \`oauth2\` is not supported by this version; requests go without it.\n`,
    );
  });
});

describe('errors', () => {
  const failing = (error: Error, env = {}) =>
    bench({env, context: {openHands: () => Promise.reject(error)}}).run('note', 'x');

  test.each([
    [new OperatorError('No.', {hint: 'Do.', exitCode: 6}), 6],
    [new SourceError('refused', 'Who are you?', {hint: 'Say.'}), 4],
    [new SourceError('unreachable', 'Nobody there.', {hint: 'Look.'}), 3],
    [new SourceError('bad-answer', 'That is HTML.', {hint: 'Look.'}), 3],
    [new SourceError('rejected', 'Not like that.', {hint: 'Look.'}), 1],
    [new JournalError('newer', 'Too new.', {hint: 'Update.'}), 6],
    [new JournalError('full', 'Disk full.', {hint: 'Make space.'}), 1],
  ])('%s ends with its message, its hint and exit code %d', async (error, exitCode) => {
    const ran = await failing(error);
    expect(ran).toEqual({stdout: '', stderr: `wk: ${error.message}\n    ${error.hint}\n`, exitCode});
  });

  test('a bug says so and where the journal is, exit code 70; the stack only with WK_DEBUG', async () => {
    const ran = await failing(new TypeError('x is not a function'));
    expect(ran.exitCode).toBe(70);
    expect(ran.stderr).toMatch(
      /^wk: This is a bug in wk: x is not a function\n {4}What was recorded is safe in .*\/watchkeeper\./,
    );
    expect(ran.stderr).not.toContain('run.test.ts');
    expect((await failing(new TypeError('x is not a function'), {WK_DEBUG: '1'})).stderr).toContain('run.test.ts');
  });

  test('remote text in an error cannot steer the terminal', async () => {
    const ran = await failing(new OperatorError('said \u001b]52;c;aGk=\u0007\u009b2J and\rmore'));
    expect(ran.stderr).not.toMatch(/[\u0007\u001b\u009b\r]/);
  });
});
