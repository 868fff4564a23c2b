import {expect, test} from 'vitest';
import {htmlPage} from '../../src/messages/handoff-html.js';
import {blockTokens} from '../../src/runbooks/markdown/markdown.js';

test('a handoff becomes a page also in a process that has read runbooks', () => {
  expect(blockTokens('# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n').length).toBeGreaterThan(0);
  expect(htmlPage('# Handoff\n\n| until | by |\n|---|---|\n| 03:00Z | ana |\n')).toContain('data-column="until"');
});
