import {expect, test} from 'vitest';
import {jiraDocument} from '../../../src/targets/jira/document.js';

test('an empty line starts a paragraph and any other line end stays a line end', () => {
  expect(jiraDocument('one\ntwo\n\nthree\n')).toEqual({
    type: 'doc',
    version: 1,
    content: [
      {
        type: 'paragraph',
        content: [{type: 'text', text: 'one'}, {type: 'hardBreak'}, {type: 'text', text: 'two'}],
      },
      {type: 'paragraph', content: [{type: 'text', text: 'three'}]},
    ],
  });
});

test('an address becomes a link, without the full stop behind it', () => {
  expect(jiraDocument('see https://grafana.example/d/1?a=b. Now').content[0]?.content).toEqual([
    {type: 'text', text: 'see '},
    {
      type: 'text',
      text: 'https://grafana.example/d/1?a=b',
      marks: [{type: 'link', attrs: {href: 'https://grafana.example/d/1?a=b'}}],
    },
    {type: 'text', text: '. Now'},
  ]);
});

test('empty text is a document without paragraphs, and there is never an empty text node', () => {
  expect(jiraDocument('').content).toEqual([]);
  expect(JSON.stringify(jiraDocument('a\n \nhttps://x.example\n\n\n\nb'))).not.toContain('"text":""');
});
