import {describe, expect, test} from 'vitest';
import {type IndexedFile, indexFile} from '../../../src/runbooks/index-file.js';
import {matchRunbooks} from '../../../src/runbooks/match/match.js';

const file = (path: string, text: string, root = '/ops'): IndexedFile =>
  indexFile({path: `${root}/${path}`, file: path, root}, text);

const FILES = [
  file('content/runbooks/kubernetes/KubePodCrashLooping.md', '# KubePodCrashLooping\n\n## Meaning\n'),
  file('alerts/one/KubeAPIDown.md', '# KubeAPIDown\n'),
  file('alerts/two/KubeAPIDown.md', '# KubeAPIDown\n'),
  file('docs/patroni/README.md', '# Patroni\n\n## Failover\n'),
  file(
    'mixin/runbook.md',
    '# Runbook\n\n##### Alert Name: "KubeletDown"\n\ntext\n\n### TempoPartitionLag\n\ntext\n\n### CertExpiresSoon alert\n\ntext\n',
  ),
  file(
    'thanos/rules.md',
    '# Rules\n\n## Store\n\n|Alert|Summary|\n|---|---|\n|ThanosStoreDown|gone|\n|ThanosStoreSlow|slow|\n',
  ),
  file('own/service-down.md', '# Service Down Runbook\n'),
  file(
    'own/gateway.md',
    '# Gateway\n\n## Common Issues\n\n### Issue 1: Errors\n\n**Symptoms**:\n- Alert: "HighErrorRate" firing\n\n### Issue 2: Slow\n\n- Alert: "HighLatency" firing\n',
  ),
  file('own/errors.md', '# Errors\n\n## Alert\n**Alert Name:** HighErrorRate\n'),
  file('own/database-connection-failures.md', '# Runbook: Database Connection Failures\n\n## Pool is exhausted\n'),
];

const match = (alertname: string, annotations: Record<string, string> = {}) =>
  matchRunbooks({labels: {alertname}, annotations}, FILES);
const found = (alertname: string, annotations?: Record<string, string>) =>
  match(alertname, annotations).found.map(({shown, section, because}) => [shown, section, because]);

describe('matching alerts and runbooks', () => {
  test.each([
    [
      'a lower-case address',
      'https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping/',
      'content/runbooks/kubernetes/KubePodCrashLooping.md',
      undefined,
    ],
    [
      'an address of GitHub',
      'https://github.com/o/r/blob/main/alerts/two/KubeAPIDown.md',
      'alerts/two/KubeAPIDown.md',
      undefined,
    ],
    [
      'an address of GitLab',
      'https://gitlab.com/g/r/-/blob/master/docs/patroni/README.md#failover',
      'docs/patroni/README.md',
      'failover',
    ],
    ['a folder', 'https://docs.example/docs/patroni/', 'docs/patroni/README.md', undefined],
    [
      'an anchor with the old prefix',
      'https://github.com/x/y/tree/master/mixin/runbook.md#alert-name-kubeletdown',
      'mixin/runbook.md',
      'alert-name-kubeletdown',
    ],
    [
      'an anchor in mixed case',
      'https://x.example/mixin/runbook.md#TempoPartitionLag',
      'mixin/runbook.md',
      'tempopartitionlag',
    ],
    [
      'an anchor that is only a row',
      'https://x.example/thanos/rules.md#alert-name-thanosstoredown',
      'thanos/rules.md',
      'store',
    ],
    ['a relative path', 'docs/patroni/README.md', 'docs/patroni/README.md', undefined],
  ])('%s leads to its file and section', (...[, url, shown, section]) => {
    expect(found('Whatever', {runbook_url: url})).toEqual([[shown, section, 'runbook_url']]);
    expect(found('Whatever', {runbook: url})).toEqual([[shown, section, 'runbook_url']]);
  });

  test('an address that leads nowhere here leaves the rest to the name', () => {
    const url = 'https://runbooks.example/x/nothing-like-it';
    expect(found('KubePodCrashLooping', {runbook_url: url})[0]?.[2]).toBe('file name');
    expect(match('Unknown', {runbook_url: url})).toEqual({found: [], suggested: [], link: url});
  });

  test('a file with several runbooks is opened at the one of the alert, or each of them is offered', () => {
    const inner = (title: string) => `\n\`\`\`\`markdown\n# ${title}\n\n\`\`\`bash\nuptime\n\`\`\`\n\`\`\`\`\n`;
    const several = file('g/multi.md', `# Guide\n${inner('Service Down Runbook')}${inner('Disk Full Runbook')}`);
    const titles = (alertname: string) =>
      matchRunbooks({labels: {alertname}, annotations: {runbook_url: 'https://x/g/multi.md'}}, [several]).found.map(
        ({title}) => title,
      );
    expect(titles('ServiceDown')).toEqual(['Service Down Runbook']);
    expect(titles('Other')).toEqual(several.documents.map(({title}) => title));
    expect(titles('Other').length).toBeGreaterThan(1);
  });

  test('an alert’s name within another word of a heading is no place, and an anchor that is gone hides no row', () => {
    const texts =
      '# Rules\n\n## Escalation\n\n```bash\nuptime\n```\n\n## Store\n\n|Alert|Summary|\n|---|---|\n|StoreDown|x|\n';
    const rules = file('g/rules.md', texts);
    const section = (alertname: string, anchor = '') =>
      matchRunbooks({labels: {alertname}, annotations: {runbook_url: `https://x/g/rules.md${anchor}`}}, [
        rules,
      ]).found.map(one => one.section);
    expect(section('EscA')).toEqual([undefined]);
    expect(section('StoreDown', '#nothere')).toEqual(['store']);
  });

  test('common names alone are no match', () => {
    expect(found('Whatever', {runbook_url: 'https://x.example/README.md'})).toEqual([]);
    expect(found('Whatever', {runbook_url: 'https://x.example/other/runbook.md'})).toEqual([]);
  });

  test('what files say of themselves counts before their names, down to the section', () => {
    expect(found('HighErrorRate')).toEqual([
      ['own/gateway.md', 'issue-1-errors', 'says Alert: HighErrorRate'],
      ['own/errors.md', undefined, 'says Alert: HighErrorRate'],
    ]);
    expect(found('HighLatency')).toEqual([['own/gateway.md', 'issue-2-slow', 'says Alert: HighLatency']]);
  });

  test('names are compared without case, punctuation and the word runbook', () => {
    expect(found('ServiceDown')).toEqual([['own/service-down.md', undefined, 'file name']]);
    expect(found('DatabaseConnectionFailures')[0]?.[0]).toBe('own/database-connection-failures.md');
  });

  test('several that fit alike are all given', () => {
    expect(found('KubeAPIDown').map(([shown]) => shown)).toEqual([
      'alerts/one/KubeAPIDown.md',
      'alerts/two/KubeAPIDown.md',
    ]);
  });

  test('headings and rows of tables name alerts', () => {
    expect(found('KubeletDown')).toEqual([['mixin/runbook.md', 'alert-name-kubeletdown', 'heading']]);
    expect(found('CertExpiresSoon')[0]?.slice(0, 2)).toEqual(['mixin/runbook.md', 'certexpiressoon-alert']);
    expect(found('ThanosStoreSlow')).toEqual([['thanos/rules.md', 'store', 'row of a table']]);
  });

  test('likeness only suggests', () => {
    const {found: none, suggested, link} = match('DatabaseConnectionPoolExhausted');
    expect(none).toEqual([]);
    expect(suggested[0]).toMatchObject({shown: 'own/database-connection-failures.md', because: 'title like it'});
    expect(link).toBeUndefined();
  });

  test('an alert without a name matches nothing but its address', () => {
    expect(matchRunbooks({labels: {}, annotations: {}}, FILES)).toEqual({found: [], suggested: []});
  });
});
