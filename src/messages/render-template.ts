import {Drop, Liquid} from 'liquidjs';
import type {DraftTemplate} from '../core/incident/draft-templates.js';
import {plainText} from '../lib/plain-text.js';

/** Rendering is for texts of a page: what runs away is stopped. Units of work, ms, and characters. */
const LIMITS = {parseLimit: 100_000, renderLimit: 500, memoryLimit: 1_000_000};

/** Renders Liquid templates; throws for what is wrong in one, and for what it names that is not there. */
export function templateRenderer(
  limits: Partial<typeof LIMITS> = {},
): (template: DraftTemplate, values: object) => {readonly title: string; readonly text: string} {
  const strict = {strictVariables: true, strictFilters: true, lenientIf: true, jsTruthy: true};
  // No file is ever read by a template: neither `include` nor `render` finds any.
  const engine = new Liquid({...LIMITS, ...limits, ...strict, templates: {}});
  return ({title, text}, values) => {
    const named = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, lenient(name, value)]));
    return {
      title: oneLine(engine.parseAndRenderSync(title, named)),
      text: tidy(engine.parseAndRenderSync(text, named)),
    };
  };
}

/** Which labels an alert has is for its rule to say: one that it lacks is empty, and no mistake of the template. */
function lenient(name: string, value: unknown): unknown {
  const isOpen = name === 'labels' || name === 'annotations';
  if (!isOpen || typeof value !== 'object') return value;
  return Object.defineProperty(Object.assign(Object.create(Drop.prototype), value), 'liquidMethodMissing', {
    value: () => '',
  });
}

/** What Liquid says is wrong, without its excerpt of the file. */
export function faultOf(error: unknown): string {
  const [first = 'fails'] = (error instanceof Error ? error.message : String(error)).split('\n');
  return `cannot be used: ${plainText(first)}`;
}

function oneLine(text: string): string {
  return plainText(text.replace(/\s+/g, ' ').trim());
}

/** Tags leave lines of their own behind. */
function tidy(text: string): string {
  const lines = plainText(text, {multiline: true}).replace(/[ \t]+$/gm, '');
  return `${lines.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
