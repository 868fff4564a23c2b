// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {classify} from '../../../src/runbooks/classify/classify.js';

describe('setting PATH is no reading, whatever sets it', () => {
  test.each([
    'getopts a PATH',
    'read -r PATH < f',
    'read -a PATH < f',
    "read 'PATH[0]' < f",
    'mapfile -t PATH < f',
    'readarray PATH < f',
    'printf -v PATH %s x',
    'printf -vPATH x',
    'let PATH=1',
    "let 'n = PATH++'",
    '(( PATH = 1 ))',
    'echo $(( PATH += 1 ))',
    'for ((PATH = 0; PATH < 2; PATH++)); do :; done',
    'for PATH in a b; do :; done',
    'select PATH in a b; do break; done < /dev/null',
    'declare -n r=PATH',
    'wait -n -p PATH',
    'coproc PATH { cat; }',
    'exec {PATH}< f',
    '{ ls; } {PATH}> /dev/null',
    ': ${PATH:=x}',
    'unset -v PATH',
    'PATH+=:x',
    'read "$N" < f',
    'export "$N=1"',
    'mapfile "$N" < f',
    'wait -p "$N"',
  ])('%s', text => expect(classify(text).level).toBe('changes'));

  test.each([
    'getopts PATH opt',
    'read -p PATH answer < f',
    'mapfile -u PATH lines',
    "printf 'PATH %s' x",
    'let n=1',
    '(( PATH == 1 ))',
    'echo ${PATH:-x}',
    'echo "${N:=y}"',
    'export N="$M"',
  ])('but speaking of it is: %s', text => expect(classify(text).level).toBe('reads'));
});
