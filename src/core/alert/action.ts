import {oneLine} from '../one-line.js';
import type {Labels} from './alert.js';
import {isWebAddress} from './link-template.js';

/** What the `action` annotation says to do, on one line; undefined where there is none, or where it is a link. */
export function actionOf(annotations: Labels): string | undefined {
  const [, text = ''] = Object.entries(annotations).find(([name]) => name.toLowerCase() === 'action') ?? [];
  const said = oneLine(text);
  return said === '' || isWebAddress(said) ? undefined : said;
}
