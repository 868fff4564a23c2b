// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import type {Filling} from '../../../src/core/runbook/fill.js';
import {beginning} from '../../../src/runbooks/fill/earlier.js';
import {fill} from '../../../src/runbooks/fill/fill.js';

function filled(text: string, values: Readonly<Record<string, string>>, known?: ReadonlySet<string>): Filling {
  const given = Object.entries(values).map(([placeholder, value]) => ({
    placeholder,
    value,
    source: {kind: 'label', name: 'x'} as const,
    secret: false,
  }));
  return fill(text, given, beginning(known));
}

function textOf(filling: Filling): string {
  return filling.ok ? filling.text : `refused: ${filling.refusals.join('; ')}`;
}

describe('values are quoted for where they stand', () => {
  test.each([
    ['show <x>', "it's a; b", "show 'it'\\''s a; b'"],
    ['show <x>', 'web-1.example:9100', 'show web-1.example:9100'],
    ['show "<x>"', 'a b', 'show "a b"'],
    ['show "<x>"', '$(rm x) `y` \\ "', 'show "\\$(rm x) \\`y\\` \\\\ \\""'],
    ["show '<x>'", "a'b", "show 'a'\\''b'"],
    ['show a # see <x>', '$(rm x)', 'show a # see $(rm x)'],
    ["cat <<'E'\n<x> y\nE", 'a b', "cat <<'E'\na b y\nE"],
    ['show --name=<x>', 'a b', "show --name='a b'"],
  ])('%s with %s', (text, value, expected) => {
    expect(textOf(filled(text, {'<x>': value}))).toBe(expected);
  });
});

describe('a statement with an unfilled placeholder cannot run', () => {
  test('a missing value is named', () => {
    const result = filled('kubectl logs <pod> -n <namespace>', {'<pod>': 'web-1'});
    expect(result.ok ? [] : result.missing.map(({raw}) => raw)).toEqual(['<namespace>']);
  });

  test('an empty value is no value', () => {
    expect(filled('show <x>', {'<x>': ''}).ok).toBe(false);
    expect(filled('show $X', {$X: ''}).ok).toBe(false);
  });

  test('<pod> is never left for bash to read as two redirections', () => {
    expect(filled('kubectl logs <pod> -n web', {}).ok).toBe(false);
  });
});

describe('unquoted variables', () => {
  test('a value with blanks is refused: x --all would be two arguments', () => {
    expect(textOf(filled('kubectl delete pod $POD', {$POD: 'x --all'}))).toContain('refused');
    expect(textOf(filled('show $NAME', {$NAME: 'x --all'}))).toContain('without quotes');
  });

  test('a value with wildcards is refused', () => {
    expect(filled('show $NAME', {$NAME: '*'}).ok).toBe(false);
  });

  test('quoted, the same values are passed on in the environment', () => {
    expect(filled('show "$NAME"', {$NAME: 'x --all *'})).toMatchObject({
      ok: true,
      text: 'show "$NAME"',
      env: {NAME: 'x --all *'},
    });
  });

  test('a value that is passed on to another variable has to be plain', () => {
    expect(filled('Y=$NAME; show $Y', {$NAME: 'a b'}).ok).toBe(false);
    expect(filled('Y=$NAME; show $Y', {$NAME: 'a-b'}).ok).toBe(true);
  });
});

describe('arithmetic runs what a value says', () => {
  test.each([
    'echo $((A))',
    'echo $(( $A + 1 ))',
    '[[ $A -eq 1 ]]',
    '(( A > 1 ))',
    'echo ${L[$A]:-x}',
    'let B=$A',
    'for ((i=0; i<$A; i++)); do echo $i; done',
  ])('%s takes nothing but digits', text => {
    expect(filled(`${text}; show $A`, {$A: 'b[$(cmd)]'}).ok).toBe(false);
    expect(filled(`${text}; show $A`, {$A: '7'}).ok).toBe(true);
  });

  test('$((<x>)) takes nothing but digits', () => {
    expect(filled('echo $((<x> + 1))', {'<x>': 'b[$(cmd)]'}).ok).toBe(false);
    expect(filled('echo $((<x> + 1))', {'<x>': 'PATH'}).ok).toBe(false);
    expect(textOf(filled('echo $((<x> + 1))', {'<x>': '7'}))).toBe('echo $((7 + 1))');
  });
});

describe('text that is read again', () => {
  test.each([
    'eval "show $X"',
    'bash -c "show $X"',
    'ssh host "show $X"',
    'ssh host show $X',
    'show a | xargs -I{} sh -c "show {} $X"',
    'psql -c "select \'$X\'"',
    'trap "show $X" EXIT',
    'f() { eval "show $1"; }; f "$X"',
  ])('%s takes only a plain word', text => {
    expect(filled(text, {$X: '$(canary)'}).ok).toBe(false);
    expect(filled(text, {$X: "'; drop table t"}).ok).toBe(false);
    expect(filled(text, {$X: 'web-1'}).ok).toBe(true);
    const hole = text.replace('$X', '<x>');
    expect(filled(hole, {'<x>': 'a b;c'}).ok).toBe(false);
    expect(filled(hole, {'<x>': 'web-1'}).ok).toBe(true);
  });

  test('backticks take only a plain word', () => {
    expect(filled('show `show <x>`', {'<x>': 'a b'}).ok).toBe(false);
    expect(filled('show `show <x>`', {'<x>': 'web-1'}).ok).toBe(true);
  });

  test('JSON in quotes cannot be broken out of', () => {
    expect(filled('curl -d \'{"host": "<x>"}\' http://api', {'<x>': 'a", "admin": "yes'}).ok).toBe(false);
    expect(filled('curl -d \'{"host": "<x>"}\' http://api', {'<x>': 'web-1'}).ok).toBe(true);
  });

  test('a here-document does not end early', () => {
    expect(filled('cat <<EOF\n<x>\nEOF', {'<x>': 'EOF'}).ok).toBe(false);
    expect(filled('cat <<EOF\n<x>\nEOF', {'<x>': '$(canary)'}).ok).toBe(false);
  });
});

describe('labels never become the environment', () => {
  test.each([
    'PATH',
    'HOME',
    'IFS',
    'ENV',
    'BASH_ENV',
    'BASH_FUNC_x',
    'LD_PRELOAD',
    'DYLD_INSERT_LIBRARIES',
    'PS4',
    'PROMPT_COMMAND',
    'SHELLOPTS',
    'NODE_OPTIONS',
    'GIT_SSH_COMMAND',
    'KUBECONFIG',
    'PAGER',
    'EDITOR',
    'http_proxy',
    'path',
  ])('no value is ever set for %s', name => {
    const result = filled(`show "$${name}"`, {[`$${name}`]: '/tmp/evil'});
    // Either it is no placeholder at all, or filling it is refused.
    expect(result.ok ? Object.keys(result.env) : []).toEqual([]);
  });

  test('only names that the statement refers to are set', () => {
    const result = filled('show "$POD"', {$POD: 'web-1', $PATH: '/evil', $OTHER: 'x'});
    expect(result.ok && result.env).toEqual({POD: 'web-1'});
  });

  test('a variable that has a value keeps it', () => {
    const result = filled('show "$POD"', {$POD: 'web-1'}, new Set(['POD']));
    expect(result.ok && result.env).toEqual({});
  });
});

describe('option injection survives quoting', () => {
  test.each(['show <x>', 'show "<x>"', "show '<x>'", 'show a <x>', 'show $X', 'show "$X"'])(
    '%s refuses a leading dash',
    text => {
      expect(filled(text, {'<x>': '--all', $X: '--all'}).ok).toBe(false);
    },
  );

  test('behind an equals sign a dash is harmless', () => {
    expect(filled('show --offset=<x>', {'<x>': '-5'}).ok).toBe(true);
  });

  test('blanks and wildcards are said', () => {
    const result = filled('show <x>', {'<x>': 'a *'});
    expect(result.ok && result.warnings).toEqual([
      expect.stringContaining('blanks'),
      expect.stringContaining('wildcards'),
    ]);
  });

  test.each(['a\nb', 'a\u0000b', 'a\u001b[2Jb', 'a\u202eb', 'a\u200bb'])(
    'control and invisible characters are refused: %j',
    value => {
      expect(filled('show <x>', {'<x>': value}).ok).toBe(false);
    },
  );
});

test.each(['Web_1', 'a;b', '-x', 'a b', 'x/../y', 'x'.repeat(300)])('a pod cannot be called %s', value => {
  expect(filled('kubectl logs <pod>', {'<pod>': value}).ok).toBe(false);
});

test.each(['../../etc', '..', 'a/../../b'])('%s does not lead out of the folder that is written', value => {
  expect(filled('rm -rf /srv/<x>', {'<x>': value}).ok).toBe(false);
  expect(filled('rm -rf "/srv/$X"', {$X: value}).ok).toBe(false);
});

test('an inserted value is never looked at for placeholders again', () => {
  expect(textOf(filled('show <a> <b>', {'<a>': '<b>', '<b>': 'x'}))).toBe("show '<b>' x");
  expect(textOf(filled('show <a>', {'<a>': '{{ $labels.b }}'}))).toBe("show '{{ $labels.b }}'");
});

test('a statement that bash cannot read is refused', () => {
  expect(filled('show "<x>', {'<x>': 'a'}).ok).toBe(false);
  expect(filled('show "unfinished', {}).ok).toBe(false);
});

test('a filled name that bash reads as its own word is refused', () => {
  expect(filled('<x> show', {'<x>': 'if'}).ok).toBe(false);
  expect(filled('<x> show', {'<x>': 'X=1'}).ok).toBe(false);
});

test('one value serves every place of a placeholder', () => {
  expect(textOf(filled('show <x> "<x>"', {'<x>': 'a b'}))).toBe('show \'a b\' "a b"');
  expect(filled('show "$X" "${X}"', {$X: 'a b'})).toMatchObject({ok: true, env: {X: 'a b'}});
});
