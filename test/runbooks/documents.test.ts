import {describe, expect, test} from 'vitest';
import {documentOf, linesAt, md, parsed, shownOf, statementsOf, stepsOf, textsOf} from './reading.js';

describe('documents of a file', () => {
  test('P1: a fence inside a comment is no step', () => {
    const text = `
# Fill up

<!--
'''bash
rm -rf /var/tmp/cache
'''
-->

'''bash
df -h
'''
`;
    expect(textsOf(documentOf(text))).toEqual(['df -h']);
  });

  test('P2: a document without fences in its fences is read as CommonMark reads it', () => {
    const text = `
- Look at it:

  '''bash
  uptime

After the list, the fence that nobody closed has ended.

'''bash
free -m
'''
`;
    expect(textsOf(documentOf(text))).toEqual(['uptime', 'free -m']);
  });

  const NESTED = `
# Handbook

## Template

'''markdown
# Queue Runbook

## Look
'''bash
queuectl depth
ls /var/spool
'''

'''
    +---+
    | q |
    +---+
'''

## Drain
1. **Restart it**:
   '''bash
   systemctl restart queue
   '''
'''

## Afterwards

'''bash
uptime
'''
`;

  test('P3: fences in a markdown fence may be as short as the one around them', () => {
    const inner = documentOf(NESTED, 'Queue Runbook');
    expect(textsOf(inner)).toEqual(['queuectl depth', 'ls /var/spool', 'systemctl restart queue']);
    expect(shownOf(inner)).toEqual(['shown:     +---+\n    | q |\n    +---+']);
    expect(textsOf(documentOf(NESTED, 'Handbook'))).toEqual(['uptime']);
  });

  test('P3: a template in a fence of an embedded runbook, closed twice, ends both', () => {
    const text = `
# Guide

'''markdown
# Disk Runbook

'''bash
df -h
'''

Tell the others:

'''markdown
# Escalation
**Started:** 14:30
'''
'''

## Reviews

'''bash
uptime
'''
`;
    const inner = documentOf(text, 'Disk Runbook');
    expect(textsOf(inner)).toEqual(['df -h']);
    expect(shownOf(inner)).toEqual(['shown: # Escalation\n**Started:** 14:30']);
    expect(textsOf(documentOf(text, 'Guide'))).toEqual(['uptime']);
    expect(parsed(text).documents.map(({title}) => title)).toEqual(['Guide', 'Disk Runbook']);
  });

  test('P4: escaped fences are fences, and every step knows its lines in the file', () => {
    const text = `
# Handbook

  '''markdown
  # Cache Runbook

  ## Look
  \\'\\'\\'bash
  # how full
  redis-cli info memory
  \\'\\'\\'
  '''
`.replaceAll("\\'", '\\`');
    const inner = documentOf(text, 'Cache Runbook');
    const [statement] = statementsOf(inner);
    expect(statement).toMatchObject({
      text: 'redis-cli info memory',
      comment: '# how full',
      language: 'bash',
      lines: [8, 9],
    });
    expect(linesAt(text, [9, 9]).trim()).toBe('redis-cli info memory');
    expect(inner.lines).toEqual([4, 10]);
  });

  test('P5: embedded runbooks are offered with their context, templates of messages and reviews are not', () => {
    const text = `
# On-Call

## Runbooks

### Template

'''markdown
# Latency Runbook
'''bash
uptime
'''
'''

## Handoff

'''markdown
# Handoff
- [ ] Incidents open
- [ ] Silences
**From**: ana
'''

'''markdown
# On-Call Guide
## Before
- [ ] Laptop
- [ ] Phone
- [ ] VPN
## During
- [ ] Ack
- [ ] Note
'''
`;
    const {documents} = parsed(text);
    expect(documents.map(({title, context}) => [title, context])).toEqual([
      ['On-Call', []],
      ['Latency Runbook', ['On-Call', 'Runbooks', 'Template']],
      ['On-Call Guide', ['On-Call', 'Handoff']],
    ]);
    expect(documents.map(({checklist}) => checklist)).toEqual([true, false, true]);
    expect(new Set(documents.map(({id}) => id)).size).toBe(3);
  });

  test('P6: fences in indented bodies are steps', () => {
    const text = `
# Restore

!!! note "First"
    Save it:

    '''bash
    etcdctl snapshot save x.db
    '''

=== "Linux"

    '''bash
    uname -a
    '''

Some tool indents it further:

        '''bash
        sync
        '''
`;
    const document = documentOf(text);
    expect(textsOf(document)).toEqual(['etcdctl snapshot save x.db', 'uname -a', 'sync']);
    expect(statementsOf(document).map(({lines}) => linesAt(text, lines).trim())).toEqual(textsOf(document));
  });

  test('P18: front matter, shortcodes, details and images', () => {
    const text = `---
title: Node is full
cwd: /srv
weight: 10
aliases: [a, b]
---

{{< hint info >}}
Call storage.
{{< /hint >}}

<details>
<summary>Commands</summary>

'''bash
df -i
'''
</details>

1. Look at ![the graph](graph.png)
`;
    const document = documentOf(text);
    expect(document).toMatchObject({
      title: 'Node is full',
      metadata: {title: 'Node is full', cwd: '/srv', weight: '10'},
      options: {cwd: '/srv'},
    });
    expect(textsOf(document)).toEqual(['df -i']);
    expect(stepsOf(document).map(({title}) => title)).toEqual(['df -i', 'Look at [image: the graph]']);
    expect(documentOf('+++\ntitle = "From TOML"\n+++\n\ntext\n').title).toBe('From TOML');
    expect(documentOf('{\n"title": "From JSON"\n}\n\ntext\n').title).toBe('From JSON');
    expect(documentOf('---\ntitle: "{{ .Name "-" }}"\n---\n\ntext\n').title).toBe('some-runbook');
    expect(documentOf('---\na: &a [x]\nb: *a\ntitle: "x: y"\n---\n\ntext\n').title).toBe('x: y');
    expect(documentOf('---\ntitle: [broken\n---\n\n# Own\n\ntext\n').title).toBe('Own');
  });

  test('a file without any heading is called by its name', () => {
    expect(parsed('- [ ] look\n', 'team/disk-full.md').title).toBe('disk-full');
  });

  test('titles are whole again where another tool has read them as the wrong characters', () => {
    expect(documentOf('# ðŸš¨ Ausfall â†’ Ursache\n\n- [ ] hin\n').title).toBe('🚨 Ausfall → Ursache');
    expect(documentOf('# Ablauf ‚Üí Ende\n\n- [ ] hin\n').title).toBe('Ablauf → Ende');
    expect(documentOf('# Größe àé\n\n- [ ] hin\n').title).toBe('Größe àé');
  });

  test('an empty file holds nothing that would be lost', () => {
    for (const text of ['', '\n\n', '---\ntitle: x\n---\n', md("'''"), '#']) {
      expect(() => parsed(text)).not.toThrow();
    }
  });
});
