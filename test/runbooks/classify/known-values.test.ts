// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import {describe, expect, test} from 'vitest';
import {classifyIn} from '../../../src/runbooks/classify/classify.js';
import {judgeDocument} from '../../../src/runbooks/judge-document.js';
import {documentOf} from '../reading.js';

const NONE = new Set<string>();
const NOTHING = {functions: [], definitions: '', aliases: [], variables: []};

function levels(...statements: readonly string[]): readonly string[] {
  const document = documentOf(`# Runbook\n\n## Fix\n\n'''bash\n${statements.join('\n')}\n'''\n`);
  return judgeDocument(document, {known: NONE}).map(({level}) => level);
}

describe('a variable that may hold an option makes a change of what reads', () => {
  test.each([
    'find x $OPTS',
    'sort $OPTS /etc/hostname',
    'curl $OPTS http://x',
    'journalctl $OPTS',
    'kubectl get pod "$OPTS"',
    'ssh $OPTS host ls',
    'dd if=/dev/zero $OPTS',
    'rsync -n $OPTS a b',
    'kubectl exec $OPTS -- df -h',
    'psql -c "select 1" $OPTS',
  ])('%s', text => {
    const at = (value?: string) =>
      classifyIn(text, {plain: NONE, ...(value === undefined ? {} : {variables: {OPTS: value}})});
    expect(at()).toMatchObject({level: 'changes', unsettled: ['OPTS']});
    for (const value of ['-type f -delete', '-o /etc/x', '-x']) expect(at(value).level).not.toBe('reads');
    expect(at('web-1').level).toBe('reads');
    expect(classifyIn(text, {plain: new Set(['OPTS'])}).level).toBe('reads');
  });

  test.each(['timeout $OPTS ls', 'nice -n $OPTS ls', 'ssh -o BatchMode=yes $OPTS ls'])(
    'and may be the command itself in %s: several words destroy',
    text => {
      const at = (value: string) => classifyIn(text, {plain: NONE, variables: {OPTS: value}});
      expect(at('5 rm -rf /tmp/vic')).toMatchObject({level: 'destructive', resource: '5 rm -rf /tmp/vic'});
      expect(at('5').level).toBe('reads');
    },
  );

  test('but not as the quoted value of an option, nor behind other text in quotes', () => {
    for (const text of ['kubectl get pod -n "$NS"', 'curl "http://$NS/x"', 'find . -name "$NS"', 'ls $NS']) {
      expect(classifyIn(text, {plain: NONE}).level).toBe('reads');
    }
  });

  test('nor where the statement itself gives it a plain word, unless an earlier one may have set it', () => {
    const text = 'for n in a b; do kubectl get pods -n $n; done';
    expect(classifyIn(text, {plain: NONE}).level).toBe('reads');
    expect(classifyIn(text, {plain: NONE, carried: {...NOTHING, variables: ['n']}}).level).toBe('changes');
    expect(classifyIn('X=$(cat f) && find . $X', {plain: NONE, variables: {X: 'a'}}).level).toBe('changes');
    expect(classifyIn('find $USER', {plain: NONE, carried: {...NOTHING, variables: ['USER']}}).level).toBe('changes');
  });

  test('it says what the worst could be', () => {
    expect(classifyIn('find x $OPTS', {plain: NONE}).reasons).toEqual([
      'find is given $OPTS, which may come to an option such as -delete',
    ]);
  });

  test('a changed IFS takes apart what looks like one word', () => {
    const carried = {...NOTHING, variables: ['IFS']};
    expect(classifyIn('find x $A', {plain: NONE, variables: {A: 'a:-delete'}, carried}).level).toBe('changes');
  });
});

describe('from one statement to the next', () => {
  test('options in a variable are no reading', () => {
    expect(levels('OPTS="-type f -delete"', 'find /x $OPTS')).toEqual(['reads', 'destructive']);
    expect(levels('OPTS=-delete', 'find /x "$OPTS"')).toEqual(['reads', 'destructive']);
  });

  test('a plain word, what is asked for, and names of objects still are', () => {
    expect(levels('NS=shop', 'kubectl get pods -n $NS', 'kubectl get pods -n $OTHER')).not.toContain('changes');
    expect(levels('export NS=<namespace>', 'kubectl get pods -n ${NS}')).not.toContain('changes');
    expect(levels('NS="${A}-${B}"', 'kubectl get pods -n $NS')).not.toContain('changes');
    expect(
      levels('NS="$(kubectl get kubevirt -A -o custom-columns="":.metadata.namespace)"', 'kubectl -n $NS get pods'),
    ).not.toContain('changes');
    expect(
      levels("P=$(kubectl get pods -o jsonpath='{.items[0].metadata.name}')", 'kubectl describe pod $P'),
    ).not.toContain('changes');
  });

  test('text that a template adds is no name', () => {
    const template = `P=$(kubectl get pods -o jsonpath='{"--x="}{.metadata.name}')`;
    expect(levels(template, 'kubectl get pod $P')).toEqual(['reads', 'changes']);
  });
});
