import {describe, expect, test} from 'vitest';
import {parseRunbook} from '../../src/runbooks/parse-runbook.js';

const MINUTE = 60_000;

function read(section: string) {
  const text = `# Service down\n\n\`\`\`bash\nuptime\n\`\`\`\n\n${section}\n`;
  const [document] = parseRunbook({file: 'a.md', root: '/', text, hash: 'h'}).documents;
  if (document === undefined) throw new Error('no runbook');
  return document;
}

/** `15 the database team`, one a line. */
function said(body: string): readonly string[] {
  return read(`## Escalation\n\n${body}`).escalations.map(
    ({after, to}) => `${after === undefined ? '-' : after / MINUTE} ${to}`,
  );
}

describe('an escalation section says who is called, and when', () => {
  test.each([
    ['If not resolved in 15 minutes, escalate to the database team.', ['15 the database team']],
    ['Escalate after 30m to @dba', ['30 @dba']],
    ['Escalate to the SRE lead after 45 minutes.', ['45 the SRE lead']],
    ['- After 15 minutes without a reason: page the platform on-call, by telephone.', ['15 the platform on-call']],
    ['- If not resolved in 15 minutes: Page secondary on-call', ['15 secondary on-call']],
    ['If not resolved in 15 minutes:\n- Escalate to: @ml-team\n- War room: #room', ['15 @ml-team']],
    ['Escalate to manager if:\n- P1 incident lasting > 1 hour\n- User data at risk', ['60 manager']],
    ['- **15 minutes**: Senior engineer\n- **1 hour**: Manager', ['15 Senior engineer', '60 Manager']],
    ['- Level 2 (after 20 min): Database team', ['20 Level 2: Database team']],
    ['- 30-45 min -> CTO', ['30 CTO']],
    ['- Management: @director (for P0 > 30 minutes)\n- **Primary**: @oncall', ['30 @director', '- @oncall']],
    ['- After 10 minutes in which nothing helped. Call the incident commander.', ['10 the incident commander']],
    ['Primary (5 min) → Secondary (15 min)', ['5 Primary', '15 Secondary']],
    ['- **15 minutes** - No progress on SEV-1 incidents', ['15 the next level']],
    ['### Level 3: VP (2 hours)', ['120 Level 3: VP']],
  ])('%j', (body, expected) => {
    expect(said(body)).toEqual(expected);
  });

  test('an item that begins with its time and names nobody is a deadline, also behind a mark that was read wrongly', () => {
    const marks = ['\u00e2\u0153\u2026', '\u2705', '\u00e2\u008d'];
    for (const mark of marks) {
      const body = `### When to Escalate\n- ${mark} **15 minutes** - No progress\n- ${mark} **Unknown root cause** - Need help`;
      expect(said(body)).toEqual(['15 the next level']);
    }
  });

  test('a line that names severities is for those, as one below a lead or a heading that does', () => {
    const of = (body: string) => read(`## Escalation\n\n${body}`).escalations.map(({severities}) => severities);
    expect(of('| Severity | After | Who |\n|---|---|---|\n| P1 | 2 min | DBA |\n| Critical | 1 h | Lead |')).toEqual([
      ['p1'],
      ['critical'],
    ]);
    expect(of('- **15 minutes** - No progress on SEV-1 incidents\n- **30 minutes** - It persists')).toEqual([
      ['sev1'],
      undefined,
    ]);
    expect(of('- Management: @director (for P0 > 30 minutes)')).toEqual([['p0']]);
    expect(of('Escalate to manager if:\n- P1 or P2 incident lasting > 1 hour')).toEqual([['p1', 'p2']]);
    expect(of('- P2 and above, after 20 minutes: page the DBA')).toEqual([['p1', 'p2']]);
    expect(of('- P1-P3 after 20 minutes: page the DBA')).toEqual([['p1', 'p2', 'p3']]);
    expect(of('### SEV2\n\n- After 20 minutes: page the DBA')).toEqual([['sev2']]);
    expect(of('- After 20 minutes: raise it to SEV-1 and page the DBA')).toEqual([undefined]);
  });

  test('in a table, whatever the order of its columns', () => {
    expect(said('| Time | Escalate to |\n|---|---|\n| 15 min | Senior engineer |\n| 1 h | Manager |')).toEqual([
      '15 Senior engineer',
      '60 Manager',
    ]);
    const {escalations} = read(
      '## Escalation\n\n| Level | Contact | After |\n|---|---|---|\n| L1 | On-call | 0 min |\n| L2 | DBA | 15 min |',
    );
    expect(escalations).toEqual([
      {after: 0, to: 'On-call', text: 'L1 | On-call | 0 min', lines: [11, 11]},
      {after: 15 * MINUTE, to: 'DBA', text: 'L2 | DBA | 15 min', lines: [12, 12]},
    ]);
  });

  test.each([
    '- Less than 24 hours left: page the platform on-call',
    '- Update #room every 30 minutes',
    '- At once, when several services are down: page the platform on-call',
    '- Errors in the last 15 minutes: ask the owner',
  ])('%j is no deadline', body => {
    expect(read(`## Escalation\n\n${body}`).escalations.flatMap(({after}) => after ?? [])).toEqual([]);
  });

  test('other sections say nothing of it', () => {
    expect(read('## Resolution\n\nAfter 15 minutes: page the DBA.').escalations).toEqual([]);
  });
});

describe('a communication section is text to copy', () => {
  test('all its words, as written', () => {
    expect(read('## Communication\n\n- Tell #ops.\n- Then the **owners**.').messages).toEqual([
      {title: 'Communication', text: '- Tell #ops.\n- Then the **owners**.', lines: [9, 10]},
    ]);
  });

  test('or its templates', () => {
    const body = '## Communication\n\nFirst:\n\n```\nWe see errors.\n```\n\nThen:\n\n```text\nAll is well.\n```';
    expect(read(body).messages.map(({text}) => text)).toEqual(['We see errors.', 'All is well.']);
  });
});
