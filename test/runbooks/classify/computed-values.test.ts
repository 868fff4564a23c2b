// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {classify, classifyIn} from '../../../src/runbooks/classify/classify.js';
import {outsideAfter} from '../../../src/runbooks/classify/outside-values.js';
import {variablesSetIn} from '../../../src/runbooks/fill/free-variables.js';

describe('arithmetic with text that was read is more than reading: a $(...) in it would run', () => {
  test.each([
    'read -r W < f; (( W ))',
    'while read -r L; do (( L )); done < f',
    'for w in $(cat f); do [[ $w -gt 0 ]]; done',
    'for w in $(<f); do [[ $w -gt 0 ]]; done',
    'mapfile -t M < f; echo $(( M[0] ))',
    "awk '{print}' f | while read v; do echo $((v+1)); done",
    'E=$(cat f); echo $((E))',
    'E=`cat f`; echo $((E))',
    'B=$(tail -1 f); [[ $B -eq 1 ]]',
    'A=$(cat f); B=${A##* }; C="$B"; let C+=1',
    'A=($(cat f)); echo $((A[1]))',
    'printf -v A %s "$(cat f)"; (( A ))',
    '[[ $(cat f) -gt 1 ]]',
    'echo $(( $(cat f) + 1 ))',
    'declare -i n=$(cat f)',
    'i=$(cat f); echo ${list[$i]}',
    'i=$(cat f); list[$i]=1',
    'i=$(cat f); echo ${text:$i}',
    'i=$(cat f); unset "list[$i]"',
    'i=$(cat f); [[ -v $i ]]',
    'read; (( REPLY > 1 ))',
    '[[ $x =~ (.*) ]]; (( BASH_REMATCH[1] ))',
    'for f in *.log; do (( f )); done',
    'f() { local n=$1; (( n > 2 )); }',
    'set -- $(cat f); (( $1 ))',
    'for n in $(cat f); do let n; done',
    "bash -c 'read x < f; (( x ))'",
    'declare -i n',
  ])('%s', text => {
    const {level, reasons} = classify(text);
    expect(level).toBe('changes');
    expect(reasons[0]).toMatch(/bash computes with/);
    expect(classify(text).evaluates).toBe(true);
  });

  test.each([
    'N=$(wc -l < f); [[ $N -gt 5 ]]',
    '[[ $(kubectl get pods | wc -l) -gt 3 ]]',
    '[[ $(kubectl get pods | grep -c Running) -gt 3 ]]',
    'echo $(( $(date +%s) - 3600 ))',
    '(( $(nproc) > 2 ))',
    '(( $(cat /sys/class/net/eth0/statistics/rx_errors) > 1 ))',
    'U=$(df / | tail -1 | tr -dc 0-9); (( U > 90 ))',
    'for i in $(seq 1 5); do echo $((i * 2)); done',
    'for ((i = 0; i < 5; i++)); do echo $i $(cat f); done',
    'i=0; while (( i < 5 )); do (( i++ )); done',
    'X=$(cat f); echo "${#X}"; (( ${#X} > 3 ))',
    'declare -A seen; k=$(cat f); seen[$k]=1',
    '[ "$(cat f)" -gt 1 ]',
    'X=$(cat f); [[ $X == 1 ]]',
    '[[ $# -gt 1 && $? -eq 0 ]]',
    '(( SECONDS > 5 ))',
  ])('%s computes with numbers', text => {
    expect(classify(text).level).toBe('reads');
  });
});

describe('what an earlier statement put into a variable counts by what it holds', () => {
  const within = (text: string, variables: Readonly<Record<string, string>>, isKnown = true) =>
    classifyIn(text, {
      variables,
      outside: 'any',
      ...(isKnown ? {carried: {functions: [], definitions: '', aliases: [], variables: ['W', 'M']}} : {}),
    });

  test.each(['(( W ))', '[[ $W -eq 1 ]]', 'echo $((W + 1))', 'echo ${list[$W]}', "bash -c '(( W ))'"])('%s', text => {
    const asked = within(text, {}, false);
    expect(asked).toMatchObject({level: 'changes', unsettled: ['W']});
    expect(within(text, {W: '12'}).level).toBe('reads');
    expect(within(text, {W: 'web-1'})).toMatchObject({level: 'changes'});
    expect(within(text, {W: 'web-1'}).reasons[0]).toContain('W, which holds web-1');
    expect(within(text, {W: 'a[$(touch /tmp/x)]'})).toMatchObject({level: 'destructive'});
    // Empty, or never set.
    expect(within(text, {}).level).toBe('reads');
  });

  test('of an array only the whole is known by its value', () => {
    expect(within('echo $(( M[1] ))', {M: '1'}).level).toBe('changes');
    expect(within('echo $(( ${M[1]} ))', {M: '1'}).level).toBe('changes');
    expect(within('M=(1 2); echo $(( M[1] ))', {}).level).toBe('reads');
  });

  test('what the statement itself gives it counts where that surely comes before', () => {
    expect(within('W=5; (( W ))', {W: 'a[$(x)]'}).level).toBe('reads');
    expect(within('if false; then W=5; fi; (( W ))', {W: 'a[$(x)]'}).level).toBe('destructive');
    expect(within('[[ -z $W ]] && W=5; (( W ))', {W: 'a[$(x)]'}).level).toBe('destructive');
    expect(within('W=5 true; (( W ))', {W: 'a[$(x)]'}).level).toBe('destructive');
    expect(within('for W in 1 2; do (( W )); done', {W: 'a[$(x)]'}).level).toBe('reads');
  });

  test('a name that every object has is a variable like any other', () => {
    expect(within('(( constructor ))', {}).level).toBe('reads');
  });

  test('in a document: statement by statement', () => {
    expect(classifyIn('(( W ))', {outside: new Set(['W'])}).level).toBe('changes');
    expect(classifyIn('(( W ))', {outside: new Set(['V'])}).level).toBe('reads');
  });
});

test('a variable stays what it holds from statement to statement, until it is given something else', () => {
  const after = (...texts: readonly string[]) =>
    texts.reduce<ReadonlySet<string>>((before, text) => outsideAfter(before, text, variablesSetIn(text)), new Set());
  expect([...after('Q=$(cat f)', 'Q=${Q##* }', 'R="$Q"', 'S=1')]).toEqual(['Q', 'R']);
  expect([...after('read A B < f', 'A=5')]).toEqual(['B']);
  expect([...after('N=$(wc -l < f)', 'for x in $(cat f); do :; done')]).toEqual(['x']);
});

test('a file of commands is named, whatever runs it', () => {
  for (const text of ['. /tmp/f', 'source /tmp/f', 'bash /tmp/f', 'sh /tmp/f'])
    expect(classify(text)).toMatchObject({level: 'changes', reasons: [expect.stringContaining('/tmp/f')]});
  expect(classify('cat /tmp/f | xargs -I{} sh -c "echo {}"').level).toBe('changes');
  expect(classify('cat /tmp/f | bash').level).toBe('destructive');
  expect(classify('eval "$(cat /tmp/f)"').level).toBe('destructive');
});

test.each([
  'g() { [[ -f $1 ]]; }',
  'g() { (( 1 )); }',
  'for f in a b; do [[ -f $f ]]; done',
  "bash -c '[[ -f x ]]'",
  'g() { [[ -f $1 ]]; }; g x',
])('%s can be run although it starts no program', text => {
  expect(classify(text).level).not.toBe('not-shell');
  expect(classify(text).reasons).not.toEqual([]);
});

test.each(["trap '' TERM INT", 'trap - TERM', "trap -- '' HUP"])('%s destroys nothing', text => {
  expect(classify(text)).toMatchObject({level: 'changes', reasons: [expect.stringContaining('signals')]});
  expect(classify("trap 'rm -rf /x' EXIT").level).toBe('destructive');
  expect(classify('trap').reasons).toEqual(['trap looks read-only']);
});
