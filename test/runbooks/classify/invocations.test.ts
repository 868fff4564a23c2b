// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {classify} from '../../../src/runbooks/classify/classify.js';

describe('every command counts, however deep', () => {
  test.each([
    'echo $(rm -rf /x)',
    'echo "$(rm -rf /x)"',
    'echo `rm -rf /x`',
    'echo "`rm -rf /x`"',
    'echo `echo \\`rm -rf /x\\``',
    'a=($(rm -rf /x))',
    'a[$(rm -rf /x)]=1',
    'X=${Y:-$(rm -rf /x)}',
    'X=${Y//a/$(rm -rf /x)}',
    'echo $(( $(rm -rf /x) + 1 ))',
    'cat <(rm -rf /x)',
    'tee >(rm -rf /x)',
    'cat <<EOF\n$(rm -rf /x)\nEOF',
    'cat <<< "$(rm -rf /x)"',
    'if true; then rm -rf /x; fi',
    'for i in $(rm -rf /x); do echo; done',
    'while rm -rf /x; do break; done',
    'case $(rm -rf /x) in a) ;; esac',
    'f() { rm -rf /x; }',
    '( rm -rf /x )',
    '{ rm -rf /x; }',
    'true && false || rm -rf /x',
    'echo a | rm -rf /x',
    '! rm -rf /x',
    'time rm -rf /x',
    'coproc rm -rf /x',
    'echo a > $(rm -rf /x)',
    '[[ -n $(rm -rf /x) ]]',
    'declare -a z=($(rm -rf /x))',
    "trap 'rm -rf /x' EXIT",
    'rm -rf /x &',
    '{rm,-rf,/x}',
    "$'\\x72m' -rf /x",
    'r\\m -rf /x',
    "'r'm -rf /x",
    '/bin/rm -rf /x',
  ])('%s', text => {
    expect(classify(text).level).toBe('destructive');
  });
});
