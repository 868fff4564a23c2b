import type {DraftTemplate} from '../core/incident/draft-templates.js';
import type {Messages} from '../core/ports.js';
import {faultOf, templateRenderer} from './render-template.js';

/**
 * Writes messages from Liquid templates: a user's own where there is one, else the built-in one. A template of a user
 * that fails is said, and the built-in one takes its place, because a page must not wait for it.
 */
export function createMessages(
  builtIn: Readonly<Record<string, DraftTemplate>>,
  own: Readonly<Record<string, DraftTemplate>> = {},
): Messages {
  const render = templateRenderer();
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
