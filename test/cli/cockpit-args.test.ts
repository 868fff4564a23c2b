import {describe, expect, test} from 'vitest';
import {cockpitArgs} from '../../src/cli/cockpit-args.js';
import {COCKPIT} from '../../src/cli/commands/index.js';
import {parseArgs} from '../../src/cli/parse-args.js';

async function byCommander(words: readonly string[]) {
  const spec = await COCKPIT.load?.();
  if (spec === undefined) throw new Error('the cockpit has no command');
  return parseArgs({spec, entry: COCKPIT, path: '', words});
}

describe('a line that opens the cockpit means what commander makes of it:', () => {
  test.each([
    [[]],
    [['--state', '/s', '--config=/c']],
    [['--alertmanager', 'eu', '--alertmanager=http://us:9093']],
    [['--read-only', '--dry-run', '--yes']],
    [['--operator', 'lee', '--operator=ana']],
    [['--output', 'wide']],
    [['--state', '--config']],
    [['--state=']],
  ])('%j', async words => {
    const parsed = await byCommander(words);
    if (!('args' in parsed)) throw new Error('commander printed help');
    expect(cockpitArgs(words)?.globals).toEqual(parsed.args.globals);
  });
});

describe('a line with something wrong is left to commander:', () => {
  test.each([[['--output', 'xml']], [['--stat', '/s']], [['--read-only=yes']], [['-o', 'json']]])('%j', words => {
    expect(cockpitArgs(words)).toBeUndefined();
  });
});
