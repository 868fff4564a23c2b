import {DRAFT_TEMPLATES} from '../../core/incident/draft-templates.js';
import type {Messages} from '../../core/ports.js';
import {createMessages} from '../../messages/create-messages.js';
import {readTemplates} from '../../messages/read-templates.js';
import {TEMPLATE_NAMES} from './template-names.js';

/** Messages by the operator's own templates, of that folder, and the built-in ones. */
export async function openMessages(folder: string | undefined): Promise<Messages> {
  const own = folder === undefined ? {} : await readTemplates(folder, TEMPLATE_NAMES);
  return createMessages(DRAFT_TEMPLATES, own);
}
