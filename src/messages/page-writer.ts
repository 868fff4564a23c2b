import {SAMPLE_PAGE, type WritePage} from '../core/escalation/write-page.js';
import type {DraftTemplate} from '../core/incident/draft-templates.js';
import {faultOf, templateRenderer} from './render-template.js';

/**
 * Writes pages from the operator's own template. One that fails is told, each fault once, also before there is anything
 * to page for; the built-in text takes its place, because a page must not wait for it.
 */
export function pageWriter(template: DraftTemplate, warn: (message: string) => void): WritePage {
  const render = templateRenderer();
  const told = new Set<string>();
  const fails = (fault: string) => {
    if (told.has(fault)) return;
    told.add(fault);
    warn(`The template page ${fault}. Pages have the built-in text.`);
  };
  const write: WritePage = values => {
    try {
      const {title, text} = render(template, values);
      if (title !== '') return {title, text: text.trimEnd()};
      fails('cannot be used: its first line, the title, comes out empty');
    } catch (error) {
      fails(faultOf(error));
    }
    return undefined;
  };
  write(SAMPLE_PAGE);
  return write;
}
