import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {pageWriterOf} from '../../../src/cli/wire/page-writer.js';
import {SAMPLE_PAGE} from '../../../src/core/escalation/write-page.js';
import {tempDir} from '../../support/real.js';

async function opened(templates: string | undefined) {
  const warnings: string[] = [];
  const {writePage} = await pageWriterOf(templates === undefined ? {} : {templates}, line => warnings.push(line));
  return {page: writePage?.(SAMPLE_PAGE), warnings};
}

test('pages are written by `page.liquid` of the folder of templates', async () => {
  const templates = tempDir();
  expect(await opened(templates)).toEqual({page: undefined, warnings: []});
  writeFileSync(path.join(templates, 'page.liquid'), 'CALL {{ labels.alertname }}\nby {{ by }}\n');
  expect(await opened(templates)).toEqual({page: {title: 'CALL CheckoutDown', text: 'by ana'}, warnings: []});
});

test('a folder of templates that is not there is told, and keeps nobody from being called', async () => {
  const {page, warnings} = await opened(path.join(tempDir(), 'gone'));
  expect(page).toBeUndefined();
  expect(warnings).toEqual([expect.stringMatching(/cannot be read.*Pages have the built-in text\.$/)]);
  expect(await opened(undefined)).toEqual({page: undefined, warnings: []});
});
