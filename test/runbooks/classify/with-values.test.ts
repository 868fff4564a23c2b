// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {classifyIn} from '../../../src/runbooks/classify/classify.js';
import {withValues} from '../../../src/runbooks/classify/with-values.js';
import {judgeDocument} from '../../../src/runbooks/judge-document.js';
import {documentOf} from '../reading.js';

const FLUSH = 'gopher://127.0.0.1:6379/_FLUSHALL';

describe('a statement with the values of its variables in it', () => {
  test.each([
    ['curl $U', {U: FLUSH}, `curl ${FLUSH}`],
    ['curl "$U"', {U: 'a b"c$d'}, 'curl "a b\\"c\\$d"'],
    ['curl $U', {U: 'a  b;c'}, "curl a 'b;c'"],
    ["curl x$U'$U'", {U: "it's"}, "curl x'it'\\''s''$U'"],
    ['rm ${D}/x $D*', {D: '/tmp/d'}, 'rm /tmp/d/x /tmp/d*'],
    ['A=$U; x > $U', {U: 'a b'}, "A='a b'; x > 'a b'"],
    ['cat <<E\n$U\nE', {U: 'a `b`'}, 'cat <<E\na \\`b\\`\nE'],
    ['x "$(curl $U)"', {U: 'a b'}, 'x "$(curl a b)"'],
  ])('%s', (text, values, expected) => expect(withValues(text, values)).toBe(expected));

  test('keeps the name of what it sets itself, of a secret, of what bash computes with and of what is cut', () => {
    for (const text of ['U=1; curl $U', 'curl $API_TOKEN', 'echo $((U))', 'echo ${U%%:*}', 'echo `curl $U`'])
      expect(withValues(text, {U: 'x', API_TOKEN: 'x'})).toBe(text);
  });
});

describe('the heavier of both readings counts', () => {
  test('where a variable holds an address that talks gopher, or options for a function', () => {
    const known = classifyIn('curl -m1 $U', {variables: {U: FLUSH}});
    expect(known).toMatchObject({level: 'changes'});
    expect(known.reasons[0]).toContain('curl talks gopher');
    const definitions = 'f ()\n{\n    curl $O http://x\n}\n';
    const carried = {functions: ['f'], definitions, aliases: [], variables: ['O']};
    expect(classifyIn('f', {carried}).level).toBe('changes');
    expect(classifyIn('f', {variables: {O: '-X DELETE'}, carried}).level).toBe('destructive');
  });

  test('where an earlier statement of the runbook set it', () => {
    const document = documentOf(`# Runbook\n\n## Fix\n\n'''bash\nU=${FLUSH}\ncurl $U\n'''\n`);
    expect(judgeDocument(document, {known: new Set()}).map(({level}) => level)).toEqual(['reads', 'changes']);
  });

  test('and a value lowers nothing', () => {
    expect(classifyIn('$K get pods', {variables: {K: 'kubectl'}}).level).toBe('destructive');
    expect(classifyIn('rm -rf "$D"', {variables: {D: '/tmp/x'}}).level).toBe('destructive');
  });

  test('it says that it takes the terminal, or never ends, where a value makes it so', () => {
    expect(classifyIn('kubectl logs $F web', {variables: {F: '-f'}}).endless).toBe(true);
  });
});
