import {readdirSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {type ATestRunner, aRunner} from '../support/a-runner.js';
import {tempDir} from '../support/real.js';

describe('secrets of the shell', () => {
  const secretsOf = async (runner: ATestRunner, text: string) => {
    const one = await runner.begin(text);
    await one.running.ended;
    return one.events.flatMap(event => (event.type === 'ended' ? (event.secrets ?? []) : []));
  };

  test('what its environment and its carried state hold under secret names is told with the end, and kept nowhere', async () => {
    const env = {PATH: process.env.PATH, HOME: tempDir(), GITHUB_TOKEN: 'gh-from-env', HARMLESS: 'not-masked'};
    const runner = await aRunner({env});
    expect(await secretsOf(runner, 'export DB_PASSWORD="hunter 2"')).toEqual(
      expect.arrayContaining(['gh-from-env', 'hunter 2']),
    );
    const later = await secretsOf(runner, 'echo "pw is $DB_PASSWORD"; unset DB_PASSWORD');
    expect(later).toEqual(expect.arrayContaining(['gh-from-env', 'hunter 2']));
    expect(later).not.toContain('not-masked');
    for (const run of readdirSync(path.join(runner.folder, 'runs'))) {
      expect(readdirSync(path.join(runner.folder, 'runs', run))).not.toContain('secrets');
    }
  });

  test('so are elements of arrays, other cases, and what the statement itself has in clear', async () => {
    const runner = await aRunner();
    expect(await secretsOf(runner, 'api_tokens=(first-one second-one); (dbPassword=sub-shell; true)')).toEqual(
      expect.arrayContaining(['first-one', 'second-one', 'sub-shell']),
    );
    expect(await secretsOf(runner, 'kill -9 $$')).toEqual(expect.arrayContaining(['first-one', 'second-one']));
  });

  test('what `read -s` was given is one, whatever the variable is called, also when a later statement prints it', async () => {
    const runner = await aRunner();
    expect(
      await secretsOf(runner, 'read -rsp "pw: " P Q < <(echo unseen-1 unseen-2); read R < <(echo seen-1)'),
    ).toEqual(expect.arrayContaining(['unseen-1', 'unseen-2']));
    await runner.run('true');
    const later = await secretsOf(runner, 'echo "$P $R"');
    expect(later).toContain('unseen-1');
    expect(later).not.toContain('seen-1');
    expect(await secretsOf(runner, 'read -s < <(echo unseen-3)')).toContain('unseen-3');
  });

  test('what a getter of secrets prints is one, though nothing names it', async () => {
    const runner = await aRunner();
    const vault = 'vault() { echo plain-1; }; kubectl() { printf "data:\\n  pin: MTIzNDU2\\nkind: Secret\\n"; }; ';
    expect(await secretsOf(runner, `${vault}vault kv get -field=pw secret/app`)).toContain('plain-1');
    const later = await secretsOf(runner, `kubectl get secret db -o yaml`);
    expect(later).toContain('MTIzNDU2');
    expect(later).not.toContain('kind: Secret');
    expect(await secretsOf(runner, 'X=$(vault kv get -field=pw secret/app); echo done')).not.toContain('done');
  });

  test('what options of the statement do to the shell changes nothing in that', async () => {
    const runner = await aRunner();
    await runner.run('X_SECRET=whatever-1; set -euf; IFS=_; shopt -s nullglob');
    expect(await secretsOf(runner, 'echo "$X_SECRET"')).toContain('whatever-1');
  });
});
