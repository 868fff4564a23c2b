import {describe, expect, test} from 'vitest';
import {SAMPLE_PAGE} from '../../src/core/escalation/write-page.js';
import {sampleDraft} from '../../src/core/incident/sample-draft.js';
import {tryTemplate} from '../../src/messages/try-template.js';

describe('a template that is tried before it is used', () => {
  test('works with every value that an incident or an alert has', () => {
    const all = (values: object) => Object.keys(values).map(name => `{{ ${name} }}`);
    expect(tryTemplate({title: 'x', text: all(sampleDraft()).join('\n')}, sampleDraft())).toBeUndefined();
    expect(tryTemplate({title: 'x', text: all(SAMPLE_PAGE).join('\n')}, SAMPLE_PAGE)).toBeUndefined();
    expect(sampleDraft().alerts).toHaveLength(1);
  });

  test.each([
    ['names what is not there', 'x', '{{ nobody }}'],
    ['is no Liquid', 'x {{ }}', ''],
    ['never ends', 'x', '{% for a in (1..100000000) %}x{% endfor %}'],
    [
      'goes through its lists over and over',
      'x',
      '{% for a in tried %}{% for b in tried %}{% for c in tried %}{{ text }}{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['has no title', '{{ "" }}', 'x'],
  ])('and %s is told of', (_what, title, text) => {
    expect(tryTemplate({title, text}, SAMPLE_PAGE)).toMatch(/^cannot be used: /);
  });

  test('and is as it should be is not told of, on a bad day either', () => {
    expect(
      tryTemplate({title: '{{ title }}', text: '{% for one in tried %}- {{ one }}\n{% endfor %}'}, SAMPLE_PAGE),
    ).toBe(undefined);
  });
});
