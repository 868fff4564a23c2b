// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {afterAll} from '../../../src/runbooks/fill/earlier.js';
import {fill} from '../../../src/runbooks/fill/fill.js';
import {placeholdersIn} from '../../../src/runbooks/fill/placeholders.js';

const HOSTILE = 'b[$(touch /tmp/x)]';

const behind = (...before: readonly string[]) => afterAll(new Set(), before);

function asked(text: string, ...before: readonly string[]): readonly string[] {
  return placeholdersIn(text, behind(...before)).map(({raw}) => raw);
}

function takes(text: string, values: Readonly<Record<string, string>>, ...before: readonly string[]): boolean {
  const given = Object.entries(values).map(([placeholder, value]) => ({
    placeholder,
    value,
    source: {kind: 'label', name: 'x'} as const,
    secret: false,
  }));
  return fill(text, given, behind(...before)).ok;
}

describe('a label that an earlier statement showed runs nothing in a later one', () => {
  test.each([
    'if (( INSTANCE > 2 )); then echo many; fi',
    'echo $((INSTANCE + 1))',
    '[[ INSTANCE -eq 1 ]] && echo one',
    'for ((i = 0; i < INSTANCE; i++)); do echo x; done',
    'echo ${arr[INSTANCE]}',
    'arr[INSTANCE]=1',
    'declare -i n=INSTANCE',
    'let n=INSTANCE+1',
    'N=$[INSTANCE+1]',
    'echo $(( $INSTANCE + 1 ))',
    '(( $INSTANCE > 2 ))',
    'echo ${X:0:INSTANCE}',
    "bash -c 'echo $((INSTANCE+1))'",
    "sudo sh -c 'echo $((INSTANCE))'",
    "eval 'echo $((INSTANCE))'",
    "trap 'echo $((INSTANCE))' EXIT",
  ])('%s asks for it again, and takes nothing but digits', text => {
    const before = ['echo "$INSTANCE"', 'X=abc; arr=(1 2)'];
    expect(asked(text, ...before)).toEqual(['$INSTANCE']);
    expect(takes(text, {$INSTANCE: HOSTILE}, ...before)).toBe(false);
    expect(takes(text, {$INSTANCE: 'PATH'}, ...before)).toBe(false);
    expect(takes(text, {$INSTANCE: '3'}, ...before)).toBe(true);
  });

  test('a script in quotes still finds what was filled in before, and is checked for it', () => {
    expect(asked("bash -c 'rm -rf /data/$POD'")).toEqual(['$POD']);
    expect(asked('python3 -c \'print("$POD")\'', 'echo "$POD"')).toEqual(['$POD']);
    expect(asked("bash -c 'for i in 1 2; do echo $i; done'")).toEqual([]);
    expect(asked("ssh web 'echo $POD'")).toEqual([]);
    expect(takes("bash -c 'echo $POD'", {$POD: 'a; reboot'})).toBe(false);
  });

  test('names that a statement sets itself, or that no statement asked for, are left alone', () => {
    expect(asked('for ((i = 0; i < 3; i++)); do echo "$i"; done')).toEqual([]);
    expect(asked('((n++)); (( n > 2 ))')).toEqual([]);
    expect(asked('[[ $COUNT -gt 2 ]]', 'COUNT=$(wc -l <f)')).toEqual([]);
    expect(asked('let N=5')).toEqual([]);
    expect(asked("awk '{print $NF}' f", 'echo "$POD"')).toEqual([]);
    expect(asked('echo $((<n> + 1))')).toEqual(['<n>']);
  });
});

describe('a function of an earlier statement gets nothing that it could run or split', () => {
  test('an argument that it computes with is digits', () => {
    for (const f of [
      'f() { echo $(( $1 )); }',
      'f() { local n=$1; (( n > 2 )); }',
      'f() { for n in "$@"; do [[ $n -eq 1 ]]; done; }',
      'f() { list=(1 2); echo ${list[$1]}; }',
      'f() { local n=$1; echo $(( $n + 1 )); }',
    ]) {
      expect(takes('f <instance>', {'<instance>': HOSTILE}, f)).toBe(false);
      expect(takes('f <instance>', {'<instance>': 'PATH'}, f)).toBe(false);
      expect(takes('f "$INSTANCE"', {$INSTANCE: 'PATH'}, f)).toBe(false);
      expect(takes('f <instance>', {'<instance>': '7'}, f)).toBe(true);
    }
  });

  test('an argument that it may split is one plain word', () => {
    const g = 'g() { kubectl get pod $1; }';
    for (const value of ['a --all', '--all', 'a*', HOSTILE]) {
      expect(takes('g <instance>', {'<instance>': value}, g)).toBe(false);
      expect(takes('time g "$INSTANCE"', {$INSTANCE: value}, g)).toBe(false);
      expect(takes('h <instance>', {'<instance>': value}, g, 'h() { g "$@"; }')).toBe(false);
    }
    expect(takes('g <instance>', {'<instance>': 'web-1'}, g)).toBe(true);
  });

  test.each([
    ['h <x>', 'h() { bash -c "$1"; }'],
    ['h "$X"', 'h() { bash -c "$1"; }'],
    ['w <x>', 'w() { "$@"; }'],
    ['timeout 5 w <x> a', 'w() { sudo $1; }'],
    ['w a <x>', 'w() { "${@:2}"; }'],
    ['w2 <x> a', 'w2() { local c=$1; shift; $c "$@"; }'],
    ['w3 a <x>', 'w3() { shift; "$1"; }'],
    ['fz <x>', 'fz() { ls | fzf --preview "$1"; }'],
    ['a1 <x>', 'a1() { a2 "$1"; }', 'a2() { eval "$1"; }'],
    ['k() { bash -c "$1"; }; k <x>'],
    ['C=<x>; $C now'],
  ])('no value says what %s runs, however plain it is', (text, ...before) => {
    expect(takes(text, {'<x>': 'cat', $X: 'cat'}, ...before)).toBe(false);
  });

  test('a value that is only handed on by it is taken', () => {
    expect(takes('w ls <x>', {'<x>': 'web-1'}, 'w() { "$@"; }')).toBe(true);
    expect(takes('h <x>', {'<x>': 'web-1'}, 'h() { bash -c "ls $1"; }')).toBe(true);
    expect(takes('on <x> uptime', {'<x>': 'web-1'}, 'on() { ssh "$1" "${@:2}"; }')).toBe(true);
  });

  test('what it uses without setting it is asked for where it is called', () => {
    const show = 'show() { echo "$INSTANCE"; }';
    expect(asked('show', show)).toEqual(['$INSTANCE']);
    expect(asked('outer', show, 'outer() { show; }')).toEqual(['$INSTANCE']);
    expect(asked('echo no', show)).toEqual([]);
    expect(takes('count', {$INSTANCE: HOSTILE}, 'count() { echo $((INSTANCE)); }')).toBe(false);
  });

  test('an alias, and a word that a variable names, are like a function', () => {
    expect(takes('q <x>', {'<x>': 'a b'}, "alias q='eval '")).toBe(false);
    expect(takes('$RUN <x>', {'<x>': 'a b'}, 'RUN=eval')).toBe(false);
  });
});

test('after commands were read from a file only plain values are taken', () => {
  expect(takes('check <x>', {'<x>': 'a b'})).toBe(true);
  expect(takes('check <x>', {'<x>': 'a b'}, '. ./lib.sh')).toBe(false);
  expect(takes('check <x>', {'<x>': 'ab'}, 'source ./lib.sh')).toBe(true);
});

test('an IFS of an earlier statement splits no value', () => {
  expect(takes('show $X', {$X: 'a:--all'}, 'IFS=:')).toBe(false);
  expect(takes('show "$X"', {$X: 'a:--all'}, 'IFS=:')).toBe(true);
});

test('a value that is kept in another variable runs nothing where bash computes with that later', () => {
  for (const value of ['PATH=1', 'a,b', 'PATH--', HOSTILE]) {
    expect(takes('Y="$X"', {$X: value})).toBe(false);
    expect(takes('Y=<x>', {'<x>': value})).toBe(false);
  }
  expect(takes('Y="$X"', {$X: 'web-1.example:9100'})).toBe(true);
});

test('a value that names the variable of another value is refused', () => {
  expect(takes('Y=$A; echo "$B"; (( Y ))', {$A: 'B', $B: HOSTILE})).toBe(false);
});
