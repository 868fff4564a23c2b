import {choicesAround, choicesOf, type Options, unitOf} from './choices.js';
import type {Choice} from './document.js';
import type {WalkItem} from './walk-items.js';

/** So much of an option's name, which may be a whole sentence, stands in a line. */
const LONGEST = 60;

/** What is said of an item that belongs to an option: one of how many, and at its beginning what the others are. */
export function choiceText(items: readonly WalkItem[], item: WalkItem): string | undefined {
  const choices = choicesOf(items);
  const texts = choicesAround(item).flatMap(choice => {
    const options = choices.get(choice.group) ?? [];
    return options.length < 2 ? [] : [{begins: begins(item, choice, options), text: textOf(item, choice, options)}];
  });
  const begun = texts.filter(one => one.begins);
  const said = begun.length > 0 ? begun.toReversed() : texts.slice(0, 1);
  return said.length === 0 ? undefined : said.map(({text}) => text).join('. ');
}

function textOf(item: WalkItem, choice: Choice, options: Options): string {
  const which = `one of ${options.length}: ${nameOf(choice, choice.label)}`;
  if (!begins(item, choice, options)) return which;
  const others = options.filter(({label}) => label !== choice.label);
  const named = others.map(({label, first}) => `${nameOf(choice, label)}${placeOf(first)}`);
  return `${which}. ${others.length > 1 ? 'The others' : 'The other'}: ${named.join(' · ')}`;
}

/** The options that a walk goes on past, by their names; none where it goes on to what stands next. */
export function passedText(items: readonly WalkItem[], from: number, to: number): string | undefined {
  const passed = items.slice(from + 1, to);
  const here = items[from];
  const inside = new Set((here === undefined ? [] : choicesAround(here)).map(({label}) => label));
  const names = passed.flatMap(item => {
    const choice = choicesAround(item).findLast(({label}) => !inside.has(label));
    return choice === undefined ? [] : [nameOf(choice, choice.label)];
  });
  return names.length === 0 ? undefined : [...new Set(names)].join(', ');
}

function begins(item: WalkItem, {label}: Choice, options: Options): boolean {
  return options.some(option => option.label === label && option.ids[0] === unitOf(item));
}

/** Without the option that it stands in. */
function nameOf({within}: Choice, label: string): string {
  const name = within === undefined ? label : label.slice(within.label.length).replace(/^ › /, '');
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

function placeOf({step, number}: WalkItem): string {
  return step === undefined ? '' : ` (step ${number})`;
}
