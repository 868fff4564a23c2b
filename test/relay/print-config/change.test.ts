import {execFileSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {hooks} from '../../../src/relay/hooks/index.js';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {brought, posted} from '../../support/hook-request.js';

const text = printConfig.change({url: 'https://relay.example:9095/', tokenFile: "/etc/wk's/token"});

/** What the shell makes of it, `curl` left out: its arguments, one a line, and its input. */
function run(script: string): readonly string[] {
  const fake = 'curl() { printf "%s\\n" "$@"; command cat; }\ncat() { printf "the-token"; }\n';
  return execFileSync('sh', ['-c', fake + script], {encoding: 'utf8'}).split('\n');
}

test('posts a change that the hook reads, with the token from its file', () => {
  const said = run(text);
  expect(said).toEqual(
    expect.arrayContaining(['https://relay.example:9095/v1/hooks/change', 'Authorization: Bearer the-token']),
  );
  const json = said.slice(said.indexOf('{')).join('\n');
  const request = posted(JSON.parse(json));
  expect(brought(hooks.change.open({}).read(request))).toMatchObject([
    {kind: 'change', id: 'deploy-4711', text: 'payments-api 4.1 deployed', service: 'payments-api', by: 'deploy'},
  ]);
});

test('sends no token where the relay wants none', () => {
  expect(run(printConfig.change({url: 'http://127.0.0.1:9095'})).join('\n')).not.toContain('Authorization');
});
