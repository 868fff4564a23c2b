import type {DraftTemplate} from '../core/incident/draft-templates.js';
import {faultOf, templateRenderer} from './render-template.js';

/** So many characters nobody reads, and few places take. */
const LONGEST = 50_000;
/** Entries of a list on a bad day, and characters of each text. */
const [MANY, LONG] = [40, 500];
/** What takes longer in a trial, ms, takes too long when it counts. */
const SLOW = 250;

/** What is wrong with a template, found by writing with a sample, as it is and as on a bad day; undefined where it works. */
export function tryTemplate(template: DraftTemplate, sample: object): string | undefined {
  // A machine that is busy may be slow once.
  return faultWith(template, sample) && faultWith(template, sample);
}

function faultWith(template: DraftTemplate, sample: object): string | undefined {
  const render = templateRenderer({renderLimit: SLOW});
  for (const values of [sample, swollen(sample)]) {
    try {
      const {title, text} = render(template, values);
      if (title === '') return 'cannot be used: its first line, the title, comes out empty';
      if (title.length + text.length > LONGEST) return `cannot be used: it comes out longer than ${LONGEST} characters`;
    } catch (error) {
      return faultOf(error);
    }
  }
  return undefined;
}

function swollen(sample: object): object {
  const entries = Object.entries(sample).map(([name, value]) => [name, swell(value)] as const);
  return Object.fromEntries(entries);
}

function swell(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from({length: MANY}, (_, index) => swell(value[index % value.length] ?? 'x'));
  return typeof value === 'string' && value.includes(' ') ? `${value} ${'x'.repeat(LONG)}` : value;
}
