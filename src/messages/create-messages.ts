import {Liquid} from 'liquidjs';
import type {DraftTemplate} from '../core/incident/draft-templates.js';
import type {DraftValues} from '../core/incident/drafts.js';
import type {Messages, WrittenMessage} from '../core/ports.js';
import {plainText} from '../lib/plain-text.js';

/** Rendering is for texts of a page: what runs away is stopped. Units of work, ms, and characters. */
const LIMITS = {parseLimit: 100_000, renderLimit: 500, memoryLimit: 1_000_000};

/**
 * Writes messages from Liquid templates: a user's own where there is one, else the built-in one. A template of a user
 * that fails is said, and the built-in one takes its place, because a page must not wait for it.
 */
export function createMessages(
  builtIn: Readonly<Record<string, DraftTemplate>>,
  own: Readonly<Record<string, DraftTemplate>> = {},
): Messages {
  // No file is ever read by a template: neither `include` nor `render` finds any.
  const engine = new Liquid({...LIMITS, strictVariables: true, strictFilters: true, templates: {}, jsTruthy: true});
  const render = ({title, text}: DraftTemplate, values: DraftValues): WrittenMessage => ({
    title: oneLine(engine.parseAndRenderSync(title, values)),
    text: tidy(engine.parseAndRenderSync(text, values)),
  });
  return {
    write(name, values) {
      const mine = Object.hasOwn(own, name) ? own[name] : undefined;
      const standard = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
      if (mine === undefined) return render(standard ?? {title: '', text: ''}, values);
      try {
        return render(mine, values);
      } catch (error) {
        if (standard === undefined) throw error;
        return {
          ...render(standard, values),
          trouble: `the template ${name} ${faultOf(error)}; this is the built-in text`,
        };
      }
    },
    check: (name, values) => {
      try {
        if (own[name] !== undefined) render(own[name], values);
        return undefined;
      } catch (error) {
        return faultOf(error);
      }
    },
  };
}

/** What Liquid says is wrong, without its excerpt of the file. */
function faultOf(error: unknown): string {
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
