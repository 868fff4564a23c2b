import {DRAFT_TEMPLATES} from '../../core/incident/draft-templates.js';

/** The templates that operators can put their own in place of: those of incidents, and that of a page. */
export const TEMPLATE_NAMES: readonly string[] = [...Object.keys(DRAFT_TEMPLATES), 'page'];
