import {describe, expect, test} from 'vitest';
import {documentOf, linesAt, stepsOf, textsOf} from './reading.js';

describe('sections and steps', () => {
  test('P7: bold lines are headings, and numbers are not believed', () => {
    const text = `
# Runbook

### 1. Look

**Symptoms**:
- slow

**Diagnostic Steps**:
'''bash
uptime
'''

### 4. Mend

**Resolution:**
Restart it when nothing else helps:
'''bash
systemctl restart api
'''
`;
    const {sections} = documentOf(text);
    expect(sections.map(({title, level, role}) => [title, level, role])).toEqual([
      ['Runbook', 1, 'other'],
      ['1. Look', 3, 'other'],
      ['Symptoms', 4, 'symptoms'],
      ['Diagnostic Steps', 4, 'investigate'],
      ['4. Mend', 3, 'other'],
      ['Resolution', 4, 'resolve'],
    ]);
    expect(sections.map(({anchor}) => anchor).slice(1, 3)).toEqual(['1-look', 'symptoms']);
    expect(sections.at(-1)?.steps.map(({title}) => title)).toEqual(['Restart it when nothing else helps']);
  });

  test('P8: fences, list items, tasks and commands in list items are steps', () => {
    const text = `
# Steps

## Investigation

'''bash
uptime
'''

1. Call the owner
2. Run \`journalctl -u api --since today\`, then think
   - a word on that
3. Look:
   '''bash
   df -h
   '''

   and then
   '''bash
   free -m
   '''

- [ ] Tell the others
- [x] Breathe
`;
    const steps = stepsOf(documentOf(text));
    expect(steps.map(({title, task}) => [title, task])).toEqual([
      ['uptime', false],
      ['Call the owner', false],
      ['Run journalctl -u api --since today, then think', false],
      ['Look', false],
      ['Tell the others', true],
      ['Breathe', true],
    ]);
    expect(steps[2]?.blocks).toMatchObject([{inline: true, text: 'journalctl -u api --since today', lines: [10, 10]}]);
    expect(steps[3]?.blocks.map(block => block.text)).toEqual(['df -h', 'free -m']);
  });

  test('P12: what an item says of the command that stands in it warns of it', () => {
    const text = `
# Steps

## Investigation

- \`kubectl delete pods --all\` **never do this**
- \`rm -rf /srv/cache\`

  This is irreversible.
- Do not run \`reboot --force\` on a Friday.
- \`df -h\` should never show more than 90 %
- \`kubectl get pods\` shows critical pods
`;
    const blocks = stepsOf(documentOf(text)).flatMap(step => step.blocks);
    expect(
      blocks.map(block => (block.kind === 'statement' ? [block.text, block.warning, block.notRunnable] : [])),
    ).toEqual([
      ['kubectl delete pods --all', 'kubectl delete pods --all never do this', undefined],
      ['rm -rf /srv/cache', 'This is irreversible.', undefined],
      [
        'reboot --force',
        'Do not run reboot --force on a Friday.',
        'its author says: Do not run reboot --force on a Friday.',
      ],
      ['df -h', undefined, undefined],
      ['kubectl get pods', undefined, undefined],
    ]);
  });

  test('P8: a runbook without any command is a checklist that can be walked', () => {
    const list = documentOf('# Plan\n\n## Meaning\n\nIt is late.\n\n## Mitigation\n\n- Call ana\n- Wait\n');
    expect(list.checklist).toBe(true);
    expect(stepsOf(list).map(({title}) => title)).toEqual(['Call ana', 'Wait']);
    const prose = documentOf('# Plan\n\nCall ana. Then wait.\n\n## More\n\nWait longer.\n');
    expect(stepsOf(prose).map(({title}) => title)).toEqual(['Plan', 'More']);
    expect(stepsOf(documentOf('# Nothing but a heading\n')).length).toBe(1);
  });

  test('P9: the text above, the condition and what to expect belong to the step', () => {
    const text = `
# Runbook

## Diagnosis

Some introduction.

If the pool is full (more than 90 %):

'''bash
psql -c 'select 1'
'''

**What to look for:**
- \`1 row\` = it answers
- **\`timeout\`** - it does not
- nothing at all

The next one counts.

'''bash
ss -s
'''
`;
    const [section] = documentOf(text).sections.slice(1);
    const [first, second] = section?.steps ?? [];
    expect(section?.intro).toBe('Some introduction.');
    expect(first?.condition).toBe('If the pool is full (more than 90 %)');
    expect(first?.expectations).toEqual([
      {text: '1 row = it answers', pattern: '1 row', meaning: 'it answers'},
      {text: 'timeout - it does not', pattern: 'timeout', meaning: 'it does not'},
      {text: 'nothing at all'},
    ]);
    expect(first?.text).toBe(linesAt(text, [7, 16]));
    expect(first?.lines).toEqual([7, 16]);
    expect(second?.text.startsWith('The next one counts.')).toBe(true);
    expect(second?.condition).toBeUndefined();
  });

  test('P10: options and conditions are a choice, not a sequence', () => {
    const text = `
# Runbook

## Resolution

### Option 1: Roll back
'''bash
kubectl rollout undo deployment/api
'''
**Afterwards**
'''bash
kubectl get pods
'''

### Option 2: Scale
'''bash
kubectl scale deployment/api --replicas=4
'''

## Clean up

If the disk is full:
'''bash
journalctl --vacuum-size=1G
'''

If memory is short:
'''bash
free -m
'''

At the end:
'''bash
uptime
'''
`;
    const steps = stepsOf(documentOf(text));
    expect(steps.map(({choice}) => choice?.label)).toEqual([
      'Option 1: Roll back',
      'Option 1: Roll back',
      'Option 2: Scale',
      'If the disk is full',
      'If memory is short',
      undefined,
    ]);
    expect(new Set(steps.map(({choice}) => choice?.group)).size).toBe(3);
  });

  test('a choice inside an option keeps its own siblings, and says whose they are', () => {
    const text = `
# Runbook

## Resolution

### Option A
'''bash
uptime
'''

### Option B

1. If the disk is full:
   '''bash
   df -h
   '''
2. If memory is short:
   '''bash
   free -m
   '''
`;
    const choices = stepsOf(documentOf(text)).map(({choice}) => choice);
    expect(choices.map(choice => choice?.label)).toEqual([
      'Option A',
      'Option B › If the disk is full',
      'Option B › If memory is short',
    ]);
    expect(choices[1]?.group).toBe(choices[2]?.group);
    expect(choices[0]?.group).not.toBe(choices[1]?.group);
  });

  test('ids stay when something else in the document changes', () => {
    const text = "# A\n\n## Look\n\n'''bash\nuptime\n'''\n\n## Mend\n\n'''bash\nsync\n'''\n";
    const before = stepsOf(documentOf(text)).map(({id}) => id);
    const after = stepsOf(documentOf(text.replace('## Look\n', '## Look\n\nMore words.\n\n1. First this\n'))).map(
      ({id}) => id,
    );
    expect(after).toEqual(expect.arrayContaining([before[1]]));
    expect(new Set(after).size).toBe(after.length);
  });

  test('steps of the same text have ids of their own', () => {
    const text = "# A\n\n'''bash\nuptime\n'''\n\n'''bash\nuptime\n'''\n";
    const [first, second] = stepsOf(documentOf(text));
    expect(first?.id).not.toBe(second?.id);
    expect(textsOf(documentOf(text))).toEqual(['uptime', 'uptime']);
  });

  test('bullets that tell and lists of links are no steps', () => {
    const text = `
# Runbook

## Symptoms
- Pages are slow

## Possible Causes
1. The disk

## Escalation
- Ana, then Lee

## Related
- [Another](other.md)

## Actions
1. Look
`;
    expect(stepsOf(documentOf(text)).map(({title}) => title)).toEqual(['Look']);
  });
});

describe('what its author expects', () => {
  test('is told in one line below a statement, too', () => {
    const text = `
# Runbook: X

## Investigation

Look at the disk.

'''bash
df -h
'''

**Expected:** you see less than 90 %.

Look at the inodes.

'''bash
df -i
'''

Expected output: \`0%\` everywhere
`;
    const steps = stepsOf(documentOf(text));
    expect(steps.map(({title}) => title)).toEqual(['Look at the disk.', 'Look at the inodes.']);
    expect(steps.map(({expectations}) => expectations.map(one => [one.text, one.pattern]))).toEqual([
      [['you see less than 90 %.', undefined]],
      [['0% everywhere', '0%']],
    ]);
  });
});

describe('the title of a step', () => {
  test('has no mark of an admonition, and no semicolon at its end', () => {
    const text = `
# Runbook: X

## Investigation

!!! warning "Look before you leap"

'''bash
df -h
'''

Count the rest;

'''bash
df -i
'''

'''bash
free -m;
'''
`;
    expect(stepsOf(documentOf(text)).map(({title}) => title)).toEqual([
      'Look before you leap',
      'Count the rest',
      'free -m',
    ]);
  });
});

test('a secret in a statement is not in the title that is made of it', () => {
  const text = '# Fix\n\n```bash\nexport DB_PASSWORD=hunter-2222; psql -c "select 1"\n```\n';
  const [step] = stepsOf(documentOf(text));
  expect(step?.title).toContain('export DB_PASSWORD=[masked]');
  expect(step?.blocks[0]).toMatchObject({text: expect.stringContaining('hunter-2222')});
});
