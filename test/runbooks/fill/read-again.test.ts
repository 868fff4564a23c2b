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

describe('a leading dash is refused wherever a shell would read it as an option', () => {
  test.each([
    'bash -c "ls -d $X"',
    'ssh h "systemctl status $X"',
    'sh -c "show a; show $X"',
    'su -c "show $X" deploy',
    'eval "show $X"',
    'kubectl exec web -- sh -c "show $X"',
    'show a | xargs -I{} sh -c "show {} $X"',
    'ssh h "show \\"$X\\""',
    'ssh h "show \'$X\'"',
    'bash <<EOF\nshow $X\nEOF',
    'bash<<EOF\nshow $X\nEOF',
    'ssh h <<EOF\nshow $X\nEOF',
    'bash <<< "show $X"',
    'show ""$X',
    'show ${EMPTY}$X',
    'show "$(true)$X"',
    'show {$X,b}',
    'show {b,$X}',
    'show ${NONE:-$X}',
    'Y=$X; show $Y',
    'export Y="$X"; show $Y',
    'for y in "$X"; do show $y; done',
    'set -- "$X"; show $1',
    'f() { show $1; }; f "$X"',
    'show $(echo a$X)',
    'show `show $X`',
  ])('%s', text => {
    const known = new Set(['EMPTY', 'NONE']);
    expect(textOf(filled(text, {$X: '--help'}, known))).toContain('refused');
    expect(filled(text, {$X: 'web-1'}, known).ok).toBe(true);
    const hole = text.replace('$X', '<x>');
    expect(textOf(filled(hole, {'<x>': '--root=/evil'}, known))).toContain('refused');
    expect(filled(hole, {'<x>': 'web-1'}, known).ok).toBe(true);
  });

  test('inside a word it is only a dash', () => {
    expect(filled('ssh h "show --offset=$X web$X"', {$X: '-5'}).ok).toBe(true);
    expect(filled('show web"$X"', {$X: '-5'}).ok).toBe(true);
  });
});

describe('a value whose quotes are gone where it is used has to be plain', () => {
  test.each([
    'Y=$X; show $Y',
    'Y="$X"; show $Y',
    'export Y="$X"; show $Y',
    'for y in "$X"; do show $y; done',
    'select y in "$X"; do show $y; done',
    'set -- "$X"; show $1',
    'f() { show $1; }; f "$X"',
    'show $(echo "$X")',
    'Y=$(echo "$X"); show $Y',
    ': "${Y:=$X}"; show $Y',
    'a=("$X"); show ${a[@]}',
  ])('%s', text => {
    expect(filled(text, {$X: 'x --all'}).ok).toBe(false);
    expect(filled(text, {$X: 'web-1'}).ok).toBe(true);
    const hole = text.replace('$X', '<x>');
    expect(filled(hole, {'<x>': 'x --all'}).ok).toBe(false);
    expect(filled(hole, {'<x>': 'web-1'}).ok).toBe(true);
  });
});

describe('names and subscripts run what a value says', () => {
  test.each([
    'show "${S:$X:1}"',
    'show "${S:1:$X}"',
    'declare -i n="$X"',
    'typeset -i n="$X"; show "$n"',
    'let "n=$X"',
  ])('%s takes nothing but digits', text => {
    const known = new Set(['S', 'n']);
    expect(filled(text, {$X: 'b[$(canary)]'}, known).ok).toBe(false);
    expect(filled(text, {$X: 'PATH=1'}, known).ok).toBe(false);
    expect(filled(text, {$X: '7'}, known).ok).toBe(true);
  });

  test.each([
    'show "${a[$X]}"',
    'a["$X"]=1',
    'a=(["$X"]=1)',
    'unset "a[$X]"',
    '[ -v "$X" ]',
    '[[ -v $X ]]',
    'test -v "$X"',
    'printf -v "$X" %s a',
    'read -r "$X" <<< a',
    'show "${!X}"',
    'declare -n ref="$X"',
  ])('%s takes only a plain word', text => {
    const known = new Set(['a', 'ref']);
    expect(filled(text, {$X: 'b[$(canary)]'}, known).ok).toBe(false);
    expect(filled(text, {$X: 'web_1'}, known).ok).toBe(true);
  });

  test.each(['printf -v "$X" %s a', 'read -r "$X" <<< a', 'export "$X"', 'unset "$X"'])(
    '%s is not pointed at PATH',
    text => {
      expect(filled(text, {$X: 'PATH'}).ok).toBe(false);
      expect(filled(text.replace('$X', '<x>'), {'<x>': 'PATH'}).ok).toBe(false);
      expect(filled(text, {$X: 'web_1'}).ok).toBe(true);
    },
  );

  test.each(['env $X show', 'sudo $X show', 'export $X', 'ssh h "$X show"', "bash -c '<x> show'"])(
    '%s does not set a variable',
    text => {
      expect(filled(text, {$X: 'LD_PRELOAD=/tmp/x', '<x>': 'LD_PRELOAD=/tmp/x'}).ok).toBe(false);
    },
  );
});

test('JSON in quotes cannot be broken out of by a variable either', () => {
  const text = 'curl -d "{\\"host\\": \\"$X\\"}" http://api';
  expect(filled(text, {$X: 'a", "admin": "yes'}).ok).toBe(false);
  expect(filled(text, {$X: 'web-1'}).ok).toBe(true);
});

test('a pattern of a case or a glob is no wildcard by a value', () => {
  expect(filled('case a in $X) show ;; esac', {$X: '*'}).ok).toBe(false);
  expect(filled('[[ a == $X ]] && show', {$X: '*'}).ok).toBe(false);
  expect(filled('show /srv/$X/*', {$X: '{a,b}*'}).ok).toBe(false);
});
