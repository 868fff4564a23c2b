import {describe, expect, test} from 'vitest';
import {DRAFT_TEMPLATES} from '../../src/core/incident/draft-templates.js';
import {FIELDS} from '../../src/core/incident/drafts.js';
import {createMessages} from '../../src/messages/create-messages.js';

const VALUES = {
  ...Object.fromEntries(Object.keys(FIELDS).map(name => [name, 'unknown'])),
  ...{id: 'INC-1', title: 'checkout is down', severity: 'P1', status: 'identified', started: '14:32', duration: '25m'},
  ...{course: 'investigating → identified', detected: 'from alerts'},
  ...{resolved: 'unknown', commander: 'ana', technicalLead: 'unknown', communications: 'unknown', scribe: 'unknown'},
  ...{people: ['ana'], room: '#inc', alerts: ['A', 'B'], actions: ['14:52 rolled back'], measures: [], tickets: []},
  ...{links: [], nextUpdate: '15:00', nextUpdateIn: '30m', date: '2026-11-20', now: '14:57'},
};

describe('a message', () => {
  test.each(Object.keys(DRAFT_TEMPLATES))('%s can be written from what an incident knows', name => {
    const {title, text, trouble} = createMessages(DRAFT_TEMPLATES).write(name, VALUES);
    expect(trouble).toBeUndefined();
    expect(title).not.toMatch(/\{|\n/);
    expect(text).not.toMatch(/\{\{|\{%|\n\n\n/);
    expect(`${title}${text}`).toMatch(/unknown|checkout/);
  });

  test('is written by the template that the operator put in place of the built-in one', () => {
    const own = {update: {title: 'UPD {{ id }}', text: '{% for alert in alerts %}{{ alert }};{% endfor %}'}};
    expect(createMessages(DRAFT_TEMPLATES, own).write('update', VALUES)).toEqual({title: 'UPD INC-1', text: 'A;B;\n'});
  });

  test.each([
    ['names what is not there', '{{ nobody }}'],
    ['is no Liquid', '{% if %}'],
    ['never ends', '{% for a in (1..100000000) %}{% for b in (1..100000000) %}x{% endfor %}{% endfor %}'],
    ['reads a file', '{% include "/etc/passwd" %}'],
  ])('whose own template %s is the built-in one, and says so', (_what, text) => {
    const written = createMessages(DRAFT_TEMPLATES, {update: {title: 'x', text}}).write('update', VALUES);
    expect(written).toMatchObject({title: expect.stringContaining('checkout is down')});
    expect(written.trouble).toMatch(/^the template update cannot be used: .*; this is the built-in text$/);
    expect(JSON.stringify(written)).not.toContain('root:');
  });

  test('carries no escape sequence out of a value', () => {
    const hostile = {...VALUES, impact: '\u001b]52;c;aGk=\u0007 \u001b[31mred', title: 'a\nb\u009b2J'};
    const {title, text} = createMessages(DRAFT_TEMPLATES).write('declaration', hostile);
    expect(`${title}${text}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
