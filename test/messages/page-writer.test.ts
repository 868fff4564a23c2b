import {describe, expect, test} from 'vitest';
import {SAMPLE_PAGE} from '../../src/core/escalation/write-page.js';
import {pageWriter} from '../../src/messages/page-writer.js';
import {tryTemplate} from '../../src/messages/try-template.js';

function written(template: {readonly title: string; readonly text: string}, values = SAMPLE_PAGE) {
  const warnings: string[] = [];
  const write = pageWriter(template, message => warnings.push(message));
  return {page: write(values), again: () => write(values), warnings};
}

describe('a page by the operator’s own template', () => {
  test('says what the template makes of what is known, labels among it', () => {
    const title = '{{ severity }} {{ labels.service }} ({{ labels.team | default: "no team" }})';
    const text = '{{ to | join: ", " }}:\n{% for one in tried %}- {{ one }}\n{% endfor %}{{ text }}';
    const {page, warnings} = written({title, text});
    expect(page).toEqual({
      title: 'P1 checkout (no team)',
      text: 'Lee:\n- restarted the pool\nnobody can buy anything',
    });
    expect(warnings).toEqual([]);
  });

  test.each([
    ['names what is not there', {title: '{{ nobody }}', text: ''}],
    ['is no Liquid', {title: 'x', text: '{% if %}'}],
    ['has no title', {title: '{{ "" }}', text: 'x'}],
    ['reads a file', {title: 'x', text: '{% include "/etc/passwd" %}'}],
  ])('that %s is told of before there is a page, once, and the built-in text goes out', (_what, template) => {
    const {page, again, warnings} = written(template);
    expect([page, again()]).toEqual([undefined, undefined]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^The template page cannot be used: .*\. Pages have the built-in text\.$/);
  });

  test('leaves out a label that an alert lacks, instead of all that the operator wrote', () => {
    const text = '{{ title }}{% if labels.team %} for {{ labels.team }}{% endif %}{{ labels.nope }}';
    const warned: string[] = [];
    const write = pageWriter({title: text, text: '{% for label in labels %}{{ label[0] }} {% endfor %}'}, line =>
      warned.push(line),
    );
    expect(write(SAMPLE_PAGE)).toEqual({title: 'CheckoutDown checkout', text: 'alertname severity service instance'});
    const labels = {...SAMPLE_PAGE.labels, team: 'shop'};
    expect(write({...SAMPLE_PAGE, labels})?.title).toBe('CheckoutDown checkout for shop');
    expect([warned, tryTemplate({title: text, text}, SAMPLE_PAGE)]).toEqual([[], undefined]);
  });

  test('carries no escape sequence out of a value', () => {
    const labels = Object.assign(Object.create(null), {service: '\u001b]52;c;aGk=\u0007\nx\u009b2J'});
    const {page} = written({title: '{{ labels.service }}', text: '{{ labels.service }}'}, {...SAMPLE_PAGE, labels});
    expect(`${page?.title}${page?.text}`).toContain('x');
    expect(`${page?.title}${page?.text}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
