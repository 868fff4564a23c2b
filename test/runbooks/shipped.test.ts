import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import type {RunbookDocument, Section} from '../../src/core/runbook/document.js';
import {classify} from '../../src/runbooks/classify/classify.js';
import {candidates} from '../../src/runbooks/fill/candidates.js';
import {placeholdersIn} from '../../src/runbooks/fill/placeholders.js';
import {indexFile} from '../../src/runbooks/index-file.js';
import {judgeDocument} from '../../src/runbooks/judge-document.js';
import {lintFile} from '../../src/runbooks/lint/lint-file.js';
import {matchRunbooks} from '../../src/runbooks/match/match.js';
import {normalised} from '../../src/runbooks/match/normalise.js';
import {findBash} from '../../src/runner/find-bash.js';
import {filledFor, SHIPPED, type Shipped, shippedRunbooks, statementsOf} from '../support/shipped-runbooks.js';

const RUNBOOKS = shippedRunbooks();
const EACH = RUNBOOKS.map(runbook => [runbook.file, runbook] as const);
const NO_TABLES = {reads: [], changes: [], destructive: [], needsTerminal: [], endless: []};
const bash = await findBash(process.env.PATH ?? '');

/** What destroys something, however its author words it. */
const DESTROYS =
  /^(?:sudo )?(?:rm |kill -KILL|kubectl (?:drain|delete)|rabbitmqctl purge_queue|docker image prune|loginctl terminate|amtool silence expire)|--vacuum-size|--replicas=0|--execute|pg_terminate_backend/;

/** What no alert says, or what the investigation has to find first. */
const ASKED = [
  '<alertmanager-config>',
  '<alertmanager-url>',
  '<application>',
  '<bootstrap-server>',
  '<certificate-file>',
  '<cpu>',
  '<dependency-url>',
  '<file>',
  '<ingress>',
  '<key-file>',
  '<memory>',
  '<new-size>',
  '<partition>',
  '<pid>',
  '<port>',
  '<prometheus-config>',
  '<prometheus-url>',
  '<release>',
  '<replicas>',
  '<revision>',
  '<secret-name>',
  '<serviceaccount>',
  '<silence-id>',
  '<unit>',
  '<url>',
  '<user>',
];

test('there are runbooks for the troubles that every team has', () => {
  expect(RUNBOOKS.length).toBeGreaterThanOrEqual(14);
  expect(RUNBOOKS.map(({document}) => document.title)).toEqual(
    expect.arrayContaining([
      'Service down',
      'High error rate',
      'High latency',
      'Disk filling',
      'Memory pressure',
      'Database connection pool exhausted',
      'Certificate expiring',
      'Pod in a crash loop',
      'Queue backlog',
      'Deployment to roll back',
      'CPU saturation',
      'Security event',
      'Alerting pipeline silent',
      'Node not ready',
    ]),
  );
});

describe.each(EACH)('%s', (file, runbook) => {
  const {document, documents, statements} = runbook;

  test('is one runbook with all its sections in order', () => {
    expect(documents).toHaveLength(1);
    expect(document.sections.filter(({level}) => level === 2).map(({title, role}) => [title, role])).toEqual([
      ['Symptoms', 'symptoms'],
      ['Investigation', 'investigate'],
      ['Options', 'resolve'],
      ['Verification', 'verify'],
      ['Escalation', 'escalate'],
      ['Communication', 'communicate'],
    ]);
  });

  test('says whose it is and when it was looked at', () => {
    expect(document.metadata).toMatchObject({
      Owner: expect.stringMatching(/\w/),
      'Last Updated': expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      'Review Cycle': expect.stringMatching(/\w/),
    });
  });

  test('says how long to wait before whom to call', () => {
    const escalation = sectionText(runbook, 'Escalation');
    expect(escalation).toMatch(/^- After \d+ minutes/m);
    expect(escalation).toMatch(/page the|call the/i);
    expect(sectionText(runbook, 'Communication')).not.toBe('');
  });

  test('is found from every alert name it gives, and no other is', () => {
    const names = [...new Set(document.alerts.map(({alertname}) => alertname))];
    expect(names.length).toBeGreaterThanOrEqual(4);
    const files = RUNBOOKS.map(each =>
      indexFile({path: `${SHIPPED}/${each.file}`, file: each.file, root: SHIPPED}, each.text),
    );
    for (const alertname of names) {
      const {found} = matchRunbooks({labels: {alertname}, annotations: {}}, files);
      expect([alertname, ...found.map(({shown}) => shown)]).toEqual([alertname, file]);
    }
  });

  test('has one statement in each fence, and every one of them can run', () => {
    const fences = runbook.text.match(/^```\w+$/gm) ?? [];
    expect(statements.filter(({inline}) => !inline)).toHaveLength(fences.length);
    expect(statements.filter(({inline}) => inline)).toEqual([]);
    expect(judged(document).filter(({runnable}) => !runnable)).toEqual([]);
  });

  test.skipIf(bash === undefined)('has statements that bash accepts once they are filled', () => {
    for (const {text} of statements) {
      const filled = filledFor(text, {}, exampleValues(text));
      expect(() => execFileSync(bash ?? '', ['-n', '-c', filled], {stdio: 'pipe'}), filled).not.toThrow();
    }
  });

  test('only reads while it investigates, and never waits for somebody', () => {
    const inside = new Set(within(document, 'Investigation').flatMap(textsOf));
    const looks = judged(document).filter(({statement}) => inside.has(statement.text));
    expect(looks.length).toBeGreaterThanOrEqual(4);
    for (const {statement, level, needsTerminal, endless} of looks) {
      expect([statement.text, level, needsTerminal, endless]).toEqual([statement.text, 'reads', false, false]);
    }
  });

  test('verifies with reads, and says what else has to hold', () => {
    const [section] = within(document, 'Verification');
    const texts = section === undefined ? [] : textsOf(section);
    expect(texts.some(text => classify(text).level === 'reads')).toBe(true);
    expect(texts.filter(text => classify(text).level === 'destructive')).toEqual([]);
    expect(section?.steps.filter(({task}) => task).length).toBeGreaterThanOrEqual(2);
  });

  test('offers options as a choice, the harmless first and the destructive last', () => {
    const options = within(document, 'Options').filter(({level}) => level === 3);
    expect(options.map(({title}) => /^Option (\d+): \S/.exec(title)?.[1])).toEqual(
      options.map((_, index) => `${index + 1}`),
    );
    expect(new Set(options.flatMap(({steps}) => steps.map(({choice}) => choice?.group))).size).toBe(1);
    const weights = options.map(weightOf(document));
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
  });

  test('has no statement that destroys something and is not known to', () => {
    const destroying = statements.filter(({text}) => DESTROYS.test(text)).map(({text}) => text);
    expect(destroying.filter(text => classify(text).level !== 'destructive')).toEqual([]);
  });

  test('warns above each statement that destroys something', () => {
    const destructive = judged(document).filter(({level}) => level === 'destructive');
    for (const {statement} of destructive) expect(statement.comment).toMatch(/^# (?:Destructive|Caution): /);
    const warned = statements.filter(({comment}) => comment.startsWith('# Destructive: '));
    expect(warned.filter(({text}) => classify(text).level !== 'destructive')).toEqual([]);
  });

  test('says of its outputs what they mean', () => {
    const expectations = document.sections.flatMap(({steps}) => steps.flatMap(step => step.expectations));
    const told = expectations.filter(({pattern, meaning}) => pattern !== undefined && meaning !== undefined);
    expect(told.length).toBeGreaterThanOrEqual(8);
    for (const {text, pattern, meaning} of expectations) {
      expect([text, pattern === undefined, meaning === undefined]).toEqual([
        text,
        !text.includes(' = '),
        !text.includes(' = '),
      ]);
    }
  });

  test('has nothing that lint speaks of', () => {
    const machine = {hasCommand: () => true, hasFile: () => true};
    const now = Date.parse(document.metadata['Last Updated'] ?? '');
    const around = {path: `${SHIPPED}/${file}`, tables: NO_TABLES, machine, now};
    expect(lintFile({file, root: SHIPPED, text: runbook.text}, around)).toEqual([]);
  });
});

test('no two of them give the same alert name', () => {
  const names = RUNBOOKS.flatMap(({document}) => [...new Set(document.alerts.map(each => normalised(each.alertname)))]);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('a title and the name of an alert lead to the same runbook', () => {
  const titles = RUNBOOKS.map(({file, document}) => [normalised(document.title), file] as const);
  for (const [title, file] of titles) {
    const others = RUNBOOKS.filter(each => each.document.alerts.some(({alertname}) => normalised(alertname) === title));
    expect([title, ...others.map(each => each.file)]).toEqual(others.length === 0 ? [title] : [title, file]);
  }
});

test('the operator is asked only for what alerts have no label for', () => {
  const labels = {
    namespace: 'shop',
    pod: 'cart-1',
    container: 'cart',
    deployment: 'cart',
    statefulset: 'db',
    service: 'cart',
    node: 'node-3',
    instance: 'db.internal:9187',
    mountpoint: '/var',
    persistentvolumeclaim: 'data-db-0',
    datname: 'orders',
    vhost: 'main',
    queue: 'mails',
    consumergroup: 'mailer',
    topic: 'mails',
    name: 'nginx.service',
  };
  const texts = RUNBOOKS.flatMap(({statements}) => statements.map(({text}) => text));
  const unfilled = texts
    .flatMap(text => placeholdersIn(text))
    .filter(placeholder => candidates(placeholder, {labels, annotations: {}}).length === 0);
  expect([...new Set(unfilled.map(({raw}) => raw))].sort()).toEqual(ASKED);
});

function judged(document: RunbookDocument): ReturnType<typeof judgeDocument> {
  return judgeDocument(document, {known: new Set()});
}

/** The section of a title and those below it. */
function within({sections}: RunbookDocument, title: string): readonly Section[] {
  const from = sections.findIndex(section => section.title === title);
  const rest = sections.slice(from + 1);
  const end = rest.findIndex(({level}) => level <= 2);
  return sections.slice(from, end < 0 ? undefined : from + 1 + end);
}

function textsOf(section: Section): readonly string[] {
  return statementsOf(section).map(({text}) => text);
}

/** 1 where something in it destroys, as the walk would have it. */
function weightOf(document: RunbookDocument): (section: Section) => number {
  const levels = new Map(judged(document).map(({statement, level}) => [statement.id, level]));
  return section => (statementsOf(section).some(({id}) => levels.get(id) === 'destructive') ? 1 : 0);
}

function sectionText({text}: Shipped, title: string): string {
  const [, after = ''] = text.split(`\n## ${title}\n`);
  return after.split('\n## ')[0]?.trim() ?? '';
}

/** Something that fits, for each placeholder of a statement. */
function exampleValues(text: string): Readonly<Record<string, string>> {
  const raws = text.match(/<[a-z][a-z-]*>/g) ?? [];
  return Object.fromEntries(raws.map(raw => [raw, /pid|replicas|revision|port|partition/.test(raw) ? '7' : 'value-1']));
}
