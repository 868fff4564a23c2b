import type {Config} from '../../config/config.js';
import type {WritePage} from '../../core/escalation/write-page.js';
import {readTemplates} from '../../messages/read-templates.js';
import {TEMPLATE_NAMES} from './template-names.js';

/** What writes pages by the operator's own template, where there is one. A folder that cannot be read is told. */
export async function pageWriterOf(
  {templates}: Pick<Config, 'templates'>,
  warn: (message: string) => void,
): Promise<{readonly writePage?: WritePage}> {
  if (templates === undefined) return {};
  try {
    const {page} = await readTemplates(templates, TEMPLATE_NAMES);
    if (page === undefined) return {};
    const {pageWriter} = await import('../../messages/page-writer.js');
    return {writePage: pageWriter(page, warn)};
  } catch (error) {
    // Who has to be called is called all the same.
    warn(`${error instanceof Error ? error.message : String(error)} Pages have the built-in text.`);
    return {};
  }
}

/** What is wrong with the folder of templates, or with its template of a page. */
export async function templateFaults(config: Pick<Config, 'templates'>): Promise<readonly string[]> {
  const faults: string[] = [];
  await pageWriterOf(config, fault => faults.push(fault));
  return faults;
}
