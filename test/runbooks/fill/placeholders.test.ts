// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {candidates} from '../../../src/runbooks/fill/candidates.js';
import {beginning} from '../../../src/runbooks/fill/earlier.js';
import {placeholdersIn} from '../../../src/runbooks/fill/placeholders.js';

const names = (text: string, known?: ReadonlySet<string>) =>
  placeholdersIn(text, beginning(known)).map(({raw, name}) => `${raw} ${name}`);

describe('what is a placeholder', () => {
  test.each([
    ['kubectl logs <pod-name> -n <namespace>', ['<pod-name> pod', '<namespace> namespace']],
    ['NS=<value of namespace label from alert>', ['<value of namespace label from alert> namespace']],
    ['x <your-node-name> <nodeName> <id>', ['<your-node-name> node', '<nodeName> node', '<id> id']],
    ['x {{< param "version" >}} {{% env %}}', ['{{< param "version" >}} version', '{{% env %}} env']],
    ['x {{ $labels.pod }} {{.CommonLabels.job}}', ['{{ $labels.pod }} pod', '{{.CommonLabels.job}} job']],
    ['x \'{"key": "YOUR_INTEGRATION_KEY"}\'', ['YOUR_INTEGRATION_KEY integrationkey']],
    ['x \'{"key": "DATABASE_TEAM_KEY"}\'', ['DATABASE_TEAM_KEY databaseteamkey']],
    ['x REPLACE_ME TOKEN_HERE etcd-XXXX', ['REPLACE_ME replaceme', 'TOKEN_HERE token', 'XXXX xxxx']],
    ['x $POD "${NODE}" $DD_API_KEY', ['$POD pod', '${NODE} node', '$DD_API_KEY ddapikey']],
    ['cat <<EOF\n$POD\nEOF', ['$POD pod']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    'cat <<EOF\nx\nEOF',
    'diff <(ls a) >(cat)',
    'sort < file > other',
    'grep "(?<name>x)" f',
    'kubectl get pod -o go-template="{{.metadata.name}}"',
    'mktemp /tmp/x.XXXXXX',
    'for p in a b; do echo $p; done',
    'read X; echo $X',
    'X=1; echo $X',
    'echo ${X:-1} $1 $? $$ $@ $HOME $RANDOM',
    "awk '{print $NF $1}' f",
    "echo '$POD'",
  ])('%s has none', text => {
    expect(names(text)).toEqual([]);
  });

  test('a variable of the environment or of an earlier statement is none', () => {
    expect(names('echo $POD', new Set(['POD']))).toEqual([]);
  });

  test('choices are told apart', () => {
    expect(placeholdersIn('x <dev|prod>')[0]?.choices).toEqual(['dev', 'prod']);
  });

  test('secrets are told by their names', () => {
    const secret = (text: string) => placeholdersIn(text).map(one => one.secret);
    expect(secret('x YOUR_API_KEY $DB_PASSWORD <token> <secret-name> <pod>')).toEqual([true, true, true, false, false]);
  });

  test('offsets are those of the text, for any text', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<pod>',
            '$X',
            '"',
            "'",
            '`',
            '$(',
            ')',
            ' ',
            '\n',
            '<<E',
            '{{ $labels.a }}',
            'XXXX',
            'a',
            '#',
          ),
        ),
        parts => {
          const text = parts.join('');
          for (const {raw, range, kind} of placeholdersIn(text)) {
            if (kind !== 'variable') expect(text.slice(...range)).toBe(raw);
          }
        },
      ),
      {numRuns: 500, seed: 5},
    );
  });
});

describe('where values come from', () => {
  const labels = {
    namespace: 'shop',
    pod: 'web-1',
    instance: 'db-1:9100',
    persistentvolumeclaim: 'data-0',
    path: '/var',
  };
  const offered = (text: string) => {
    const [placeholder] = placeholdersIn(text);
    if (placeholder === undefined) throw new Error(`${text} has no placeholder`);
    const from = {labels, annotations: {summary: 'down', pod: 'from-annotation'}, environment: {REGION: 'eu-1'}};
    return candidates(placeholder, from).map(
      ({value, source}) => `${value} ${source.kind}${'name' in source ? ` ${source.name}` : ''}`,
    );
  };

  test.each([
    ['x <pod-name>', ['web-1 label pod', 'from-annotation annotation pod']],
    ['x <ns>', ['shop label namespace']],
    ['x $PVC', ['data-0 label persistentvolumeclaim']],
    ['x <host>', ['db-1 label instance']],
    ['x <instance>', ['db-1:9100 label instance']],
    ['x $REGION', ['eu-1 environment REGION']],
    ['x <summary>', ['down annotation summary']],
    ['x <nothing>', []],
  ])('%s', (text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  test('what was given before is offered again', () => {
    const [placeholder] = placeholdersIn('x <ticket>');
    if (placeholder === undefined) throw new Error('none');
    const earlier = [{placeholder: '$TICKET', value: 'OPS-1', source: {kind: 'operator'}, secret: false}] as const;
    expect(candidates(placeholder, {labels: {}, annotations: {}, earlier})).toMatchObject([
      {value: 'OPS-1', source: {kind: 'earlier'}},
    ]);
  });

  test('a label called __proto__ or constructor is only a word', () => {
    const [placeholder] = placeholdersIn('x <constructor>');
    if (placeholder === undefined) throw new Error('none');
    expect(candidates(placeholder, {labels: {}, annotations: {}, environment: {}})).toEqual([]);
  });
});

test('a variable with a hole inside its braces is called as it is written', () => {
  expect(placeholdersIn('echo ${X:<instance>}').map(({raw}) => raw)).toEqual(['${X:<instance>}', '<instance>']);
});
