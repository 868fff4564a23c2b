import {describe, expect, test} from 'vitest';
import {checkFile, checkYaml} from '../../src/config/check-file.js';
import {skinOf} from '../../src/config/skin.js';
import {DRILL_SCHEMA} from '../../src/core/drill/schema.js';
import {lintFile} from '../../src/runbooks/lint/lint-file.js';
import {readFrontMatter} from '../../src/runbooks/markdown/front-matter.js';
import {sourceLines} from '../../src/runbooks/markdown/source-lines.js';
import {alertsOfRules} from '../../src/runbooks/rules-file.js';
import {readRouting} from '../../src/sources/alertmanager/routing.js';
import {some} from '../support/soak.js';

/** Twelve steps, each of which names the one before ten times: written out, 10^12 words. */
function laughs(first: string, step: (before: string) => string): string {
  return Array.from({length: 12}, (_, at) => `a${at}: &a${at} ${at === 0 ? first : step(`*a${at - 1}`)}`).join('\n');
}
const ten = (word: string, by: string) => Array.from({length: 10}, () => word).join(by);

const ALIASES: Readonly<Record<string, string>> = {
  'lists of lists': laughs('[ha, ha]', before => `[${ten(before, ', ')}]`),
  'lists of one text': laughs('"ha ha"', before => `[${ten(before, ', ')}]`),
  'keys of keys': laughs(
    '{k: v}',
    before => `{${Array.from({length: 10}, (_, at) => `k${at}: ${before}`).join(', ')}}`,
  ),
  'merged keys': laughs('{k: v}', before => `\n  <<: [${ten(before, ', ')}]`),
  'one list again and again': `a: &a [x]\nb: [${Array.from({length: 5_000}, () => '*a').join(', ')}]`,
};

const DEPTHS: Readonly<Record<string, string>> = {
  'lists that never close': '['.repeat(10_000),
  'lists in lists': `x: ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  'keys in keys': `${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}`,
  'items in items': `x:\n  ${'- '.repeat(10_000)}x`,
};

const REFUSALS = {aliases: /aliases \(`\*name`\) repeat too much/, depth: /nested too deeply/};
const BOMBS = [
  ...Object.entries(ALIASES).map(([name, text]) => ({name, text, says: REFUSALS.aliases})),
  ...Object.entries(DEPTHS).map(([name, text]) => ({name, text, says: REFUSALS.depth})),
];

const problemsOf = (checked: ReturnType<typeof checkFile>) =>
  checked.ok ? '' : checked.problems.map(({message}) => message).join('\n');

/** Who reads YAML, and what they say where they cannot. */
const TELLING: Readonly<Record<string, (text: string) => string>> = {
  'the configuration': text => problemsOf(checkFile(text)),
  'a checklist of the configuration': text => problemsOf(checkFile(`checklists:\n  ${text.replaceAll('\n', '\n  ')}`)),
  'the file of a drill': text => {
    const checked = checkYaml(text, DRILL_SCHEMA, () => []);
    return checked.ok ? '' : checked.problems.map(({message}) => message).join('\n');
  },
  'a skin': text => skinOf(text, 'skin.yaml').warnings.join('\n'),
  'the front matter of a runbook': text => {
    const runbook = `---\ntitle: Bomb\n${text}\n---\n# Bomb\n\nLook.\n`;
    return readFrontMatter(sourceLines(runbook)).trouble ?? '';
  },
};

describe.each(Object.entries(TELLING))('%s', (name, read) => {
  test.each(name === 'the configuration' ? BOMBS : some(BOMBS, 2))(
    'that holds $name is refused with a sentence',
    ({text, says}) => {
      expect(read(text)).toMatch(says);
      expect(read(text)).not.toMatch(/call stack|resource exhaustion|RangeError|ReferenceError/);
    },
  );
});

describe.each(Object.entries(ALIASES))('%s', (_name, text) => {
  test('in the rules of a Prometheus are no rules', () => {
    expect(alertsOfRules(`groups: []\n${text}`) ?? []).toEqual([]);
  });

  test('in the configuration that an Alertmanager tells lead nowhere', () => {
    expect(readRouting(`route: {receiver: x}\n${text}`)).toBeUndefined();
  });
});

test('a runbook whose front matter is a bomb is named by lint, and is read without it', () => {
  const text = `---\ntitle: Bomb\n${ALIASES['keys of keys']}\n---\n# Disk\n\n## Look\n\nLook at it.\n`;
  const tables = {reads: [], changes: [], destructive: [], needsTerminal: [], endless: []};
  const machine = {hasCommand: () => true, hasFile: () => true};
  const findings = lintFile({file: 'disk.md', root: '/', text}, {path: '/disk.md', tables, machine, now: 0});
  expect(findings).toMatchObject([{line: 1, severity: 'error', rule: 'front-matter'}]);
});

test('what refers to itself is judged as what it is', () => {
  expect(problemsOf(checkFile('links: &a {x: *a}\noperator: *a'))).not.toBe('');
  expect(readRouting('route: &a {receiver: x, routes: [*a]}')).toBeUndefined();
  expect(alertsOfRules('groups: &a [*a]')).toEqual([]);
});

test('as many keys as a file can hold are read, without comparing each with each', () => {
  const text = Array.from({length: 20_000}, (_, at) => `k${at}: &x${at} v`).join('\n');
  expect(problemsOf(checkFile(text))).toContain('unknown key');
  expect(Object.keys(readFrontMatter(sourceLines(`---\n${text}\n---\n`)).metadata)).toHaveLength(20_000);
});

test('keys that every object has are keys like any other', () => {
  const hostile = '__proto__: {polluted: "yes"}\nconstructor: {prototype: {polluted: "yes"}}\ntoString: x';
  expect(problemsOf(checkFile(hostile))).toContain('unknown key');
  expect(readFrontMatter(sourceLines(`---\n${hostile}\n---\n`)).metadata).toEqual({toString: 'x'});
  const rules = `groups: [{rules: [{alert: A, labels: {__proto__: x, constructor: y}, annotations: {__proto__: {polluted: "yes"}}}]}]`;
  expect(alertsOfRules(rules)).toHaveLength(1);
  expect(({} as {readonly polluted?: string}).polluted).toBeUndefined();
});
