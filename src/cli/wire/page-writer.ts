import type {Config} from '../../config/config.js';
import {SAMPLE_PAGE, type WritePage} from '../../core/escalation/write-page.js';
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

/** What is wrong with the folder of templates, or with any template in it, found before there is anything to write. */
export async function templateFaults({templates}: Pick<Config, 'templates'>): Promise<readonly string[]> {
  if (templates === undefined) return [];
  try {
    const own = Object.entries(await readTemplates(templates, TEMPLATE_NAMES));
    if (own.length === 0) return [];
    const [{tryTemplate}, {sampleDraft}] = await Promise.all([
      import('../../messages/try-template.js'),
      import('../../core/incident/sample-draft.js'),
    ]);
    return own.flatMap(([name, template]) => {
      const isPage = name === 'page';
      const fault = tryTemplate(template, isPage ? SAMPLE_PAGE : sampleDraft());
      if (fault === undefined) return [];
      return [`The template ${name} ${fault}. ${isPage ? 'Pages have' : 'It is written by'} the built-in text.`];
    });
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
