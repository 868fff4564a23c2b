import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {openShelf} from '../../../src/cli/wire/runbook-shelf.js';
import {type Bench, bench} from '../fake-context.js';

const DISK = `# Disk is full

**Alert Name:** DiskFull

## Investigation

\`\`\`bash
# how full
df -h <mountpoint>
\`\`\`

## Mend

**Careful**, this deletes:

\`\`\`bash
rm -rf /var/cache/x
\`\`\`

\`\`\`yaml
a: b
\`\`\`
`;

const RULES = `groups:
  - name: disk
    rules:
      - alert: DiskFull
        expr: up == 0
        annotations: {runbook_url: "https://runbooks.example/team/disk.md"}
      - alert: NobodyKnows
        expr: up == 0
      - record: job:up
        expr: up
`;

function withRunbooks(files: Readonly<Record<string, string>>, alerts: readonly string[] = []): Bench {
  const made: Bench = bench({
    context: {
      runbooks: async () => openShelf({PATH: process.env.PATH}, join(made.home, 'built-in')),
      queryAlerts: async () => ({alerts: alerts.map(listed), failures: []}),
    },
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made.home, path)), {recursive: true});
    writeFileSync(join(made.home, path), text);
  }
  return made;
}

function listed(alertname: string) {
  return {
    annotations: {},
    endsAt: '',
    startsAt: '',
    updatedAt: '',
    fingerprint: alertname,
    receivers: [],
    status: {inhibitedBy: [], silencedBy: [], state: 'active'},
    labels: {alertname},
  };
}

const json = (text: string) => JSON.parse(text);

describe('wk runbook', () => {
  test('list prints one object a file', async () => {
    const {run} = withRunbooks({'ops/team/disk.md': DISK, 'ops/list.md': '# List\n\n- [ ] x\n'});
    const {stdout, exitCode} = await run('runbook', 'list', '--root', 'ops', '-o', 'json');
    expect(exitCode).toBe(0);
    expect(json(stdout)).toEqual([
      {file: 'list.md', title: 'List', documents: 1, steps: 1, statements: 0, checklist: true, alerts: []},
      {
        file: 'team/disk.md',
        title: 'Disk is full',
        documents: 1,
        steps: 2,
        statements: 2,
        checklist: false,
        alerts: ['DiskFull'],
      },
    ]);
  });

  test('list says what it could not read, and lists the rest', async () => {
    const {run} = withRunbooks({'ops/a.md': '# A\n\n- [ ] x\n'});
    const {stdout, stderr, exitCode} = await run('runbook', 'list', '--root', 'ops', '--root', 'gone');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('a.md');
    expect(stderr).toContain('it is not there');
  });

  test('the roots are those of the configuration and the built-in one', async () => {
    const {run, home} = withRunbooks({
      'built-in/one.md': '# One\n\n- [ ] x\n',
      'ops/two.md': '# Two\n\n- [ ] x\n',
      'config.yaml': 'runbooks: {roots: [ops]}\n',
    });
    const {stdout} = await run('runbook', 'list', '--config', join(home, 'config.yaml'), '-o', 'json');
    expect(json(stdout).map(({file}: {file: string}) => file)).toEqual(['two.md', 'one.md']);
  });

  test('show prints steps and what each statement can do', async () => {
    const {run} = withRunbooks({'ops/team/disk.md': DISK});
    const {stdout} = await run('runbook', 'show', 'ops/team/disk.md', '-o', 'json');
    const {file, documents} = json(stdout);
    expect(file).toBe('ops/team/disk.md');
    const steps = documents[0].sections.flatMap((section: {steps: unknown[]}) => section.steps);
    expect(steps).toMatchObject([
      {
        title: 'how full',
        lines: [7, 10],
        statements: [
          {
            text: 'df -h <mountpoint>',
            lines: [8, 9],
            language: 'bash',
            level: 'reads',
            runnable: true,
            placeholders: [{raw: '<mountpoint>'}],
          },
        ],
      },
      {
        lines: [14, 22],
        statements: [{text: 'rm -rf /var/cache/x', level: 'destructive', needsTerminal: false, endless: false}],
        shown: [{kind: 'shown', text: 'a: b', language: 'yaml'}],
      },
    ]);
    expect(steps[1].statements[0].why).not.toBe('');
  });

  test('show finds a file below a root, and says when there is none', async () => {
    const {run} = withRunbooks({'built-in/disk.md': DISK});
    const {stdout} = await run('runbook', 'show', 'disk');
    expect(stdout).toContain('$ df -h <mountpoint>\n      reads, asks for <mountpoint>: df');
    const missing = await run('runbook', 'show', 'gone.md');
    expect(missing.exitCode).toBe(5);
    expect(missing.stderr).toContain('There is no runbook gone.md');
  });

  test('show calls a file what the list calls it, and one of no root what it was called', async () => {
    const {run, home} = withRunbooks({'built-in/team/disk.md': DISK, 'elsewhere/disk.md': DISK});
    const [listed] = json((await run('runbook', 'list', '-o', 'json')).stdout);
    const show = async (word: string) => json((await run('runbook', 'show', word, '-o', 'json')).stdout).file;
    expect(await show(join(home, 'built-in/team/disk.md'))).toBe(listed.file);
    expect(await show('team/disk.md')).toBe('team/disk.md');
    expect(await show(join(home, 'elsewhere/disk.md'))).toBe(join(home, 'elsewhere/disk.md'));
  });

  test('match names the runbooks of what fires, and of an alert that is only named', async () => {
    const {run} = withRunbooks({'built-in/team/disk.md': DISK}, ['DiskFull', 'NobodyKnows']);
    const {stdout} = await run('runbook', 'match');
    expect(stdout).toContain('team/disk.md: Disk is full');
    expect(stdout).toMatch(/NobodyKnows +no local runbook/);
    const named = await run('runbook', 'match', '--name', 'DiskFull', '-o', 'json');
    expect(json(named.stdout)[0].found).toMatchObject([{shown: 'team/disk.md', because: 'says Alert: DiskFull'}]);
    const linked = await run('runbook', 'match', '--name', 'X', '--url', 'https://w.example/x/gone', '-o', 'json');
    expect(json(linked.stdout)[0]).toMatchObject({found: [], link: 'https://w.example/x/gone'});
  });

  test('coverage says which alerts of a rules file have none, and which runbooks no alert', async () => {
    const {run} = withRunbooks({
      'built-in/team/disk.md': DISK,
      'built-in/other.md': '# Other\n\n- [ ] x\n',
      'rules.yml': RULES,
    });
    const {stdout, stderr, exitCode} = await run('runbook', 'coverage', '--rules', 'rules.yml', '-o', 'json');
    expect(json(stdout)).toMatchObject({
      alerts: [
        {alertname: 'DiskFull', runbooks: ['team/disk.md']},
        {alertname: 'NobodyKnows', runbooks: []},
      ],
      without: ['NobodyKnows'],
      unused: ['other.md'],
    });
    expect(stderr).toContain('1 of 2 alerts have a runbook');
    expect(exitCode).toBe(0);
    expect((await run('runbook', 'coverage', '--rules', 'rules.yml', '--strict')).exitCode).toBe(1);
    expect((await run('runbook', 'coverage', '--rules', 'built-in/other.md')).stderr).toContain(
      'no groups of Prometheus rules',
    );
  });

  test('lint says file and line, and fails for an error', async () => {
    const {run, home} = withRunbooks({
      'built-in/bad.md': '# Bad\n\n[x](gone.md)\n',
      'built-in/good.md': '# Good\n\n- [ ] x\n',
    });
    const bad = await run('runbook', 'lint');
    expect(bad.stdout).toBe(`${home}/built-in/bad.md:3: error: the link to gone.md leads nowhere [dead-link]\n`);
    expect(bad.stderr).toContain('2 files looked at: 1 error, 0 warnings.');
    expect(bad.exitCode).toBe(1);
    expect((await run('runbook', 'lint', 'good.md')).exitCode).toBe(0);
  });
});
