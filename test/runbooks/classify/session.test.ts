import {describe, expect, test} from 'vitest';
import type {CarriedShell} from '../../../src/core/runbook/run.js';
import {classifyIn} from '../../../src/runbooks/classify/classify.js';

const NOTHING: CarriedShell = {functions: [], definitions: '', aliases: [], variables: []};

function after(text: string, carried: Partial<CarriedShell>) {
  return classifyIn(text, {carried: {...NOTHING, ...carried}});
}

describe('a name that an earlier statement gave another meaning no longer looks read-only', () => {
  test('a function, with what it does', () => {
    const uname = {functions: ['uname'], definitions: 'uname () \n{ \n    touch f\n}\n'};
    expect(after('uname -a', uname)).toMatchObject({level: 'changes', commands: ['uname', 'touch']});
    expect(after('uname -a', uname).reasons).toContain('uname is a function that an earlier statement defined');
    expect(after('df -h', uname).level).toBe('reads');
  });

  test('what the shell does itself, once a trace runs something before each command', () => {
    for (const text of ['set -x', 'echo hi', 'ls']) expect(after(text, {variables: ['PS4']}).level).toBe('changes');
    expect(after('echo hi', {variables: ['PAGER']}).level).toBe('reads');
  });

  test('a function that only reads, too: nobody sees that by its name', () => {
    expect(after('hi', {functions: ['hi'], definitions: 'hi () { echo hi; }'}).level).toBe('changes');
  });

  test('a function that removes something is as bad as what it runs', () => {
    const definitions = 'tidy () { clean "$1"; }\nclean () { rm -rf "$1"; }\n';
    const verdict = after('tidy /srv', {functions: ['tidy', 'clean'], definitions});
    expect(verdict).toMatchObject({level: 'destructive', commands: ['tidy', 'clean', 'rm']});
  });

  test('a function that runs its argument is confirmed by its own name, which can be typed', () => {
    const h = {functions: ['h'], definitions: 'h () { bash -c "$1"; }'};
    expect(after('h ls', h)).toMatchObject({level: 'destructive', resource: 'h'});
  });

  test('a function that calls itself comes to an end', () => {
    expect(after('a', {functions: ['a'], definitions: 'a () { a; df; }'}).level).toBe('changes');
  });

  test('a function or an alias that no program is called like, which is then no unknown command', () => {
    const f = {functions: ['f'], definitions: 'f () { touch x; }'};
    const itself = 'f is a function that an earlier statement defined';
    expect(after('f', f).reasons).toEqual([itself, 'touch changes something']);
    expect(after('f; foo', f).reasons).toContain('unknown command: foo');
    expect(after('f', {functions: ['f']}).reasons).toEqual([itself]);
    expect(after('f rm x', f)).toMatchObject({
      level: 'destructive',
      reasons: ['f is handed rm', itself, expect.anything()],
    });
    expect(after('ll', {aliases: ['ll']}).reasons).toEqual(['ll is an alias that an earlier statement made']);
  });

  test('a function of which only the name is known', () => {
    expect(after('uname -a | cat', {functions: ['uname']}).level).toBe('changes');
    expect(after('echo "$(uname)"', {functions: ['uname']}).level).toBe('changes');
  });

  test('an alias', () => {
    const verdict = after('df -h', {aliases: ['df']});
    expect(verdict).toMatchObject({level: 'changes', reasons: ['df is an alias that an earlier statement made']});
  });

  test.each(['PATH', 'LD_PRELOAD', 'BASH_ENV', 'HOME', 'PAGER'])('any program after %s was set', name => {
    const verdict = after('df -h', {variables: ['NS', name]});
    expect(verdict.level).toBe('changes');
    expect(verdict.reasons).toEqual([`an earlier statement set ${name}, which decides what df is`]);
    expect(after('echo "$NS"', {variables: [name]}).level).toBe('reads');
  });

  test.each(['NS', 'KUBECONFIG', 'AWS_PROFILE', 'IFS', 'PGPASSWORD'])('but none after %s was set', name => {
    expect(after('kubectl get pods', {variables: [name]}).level).toBe('reads');
  });
});
