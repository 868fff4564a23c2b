import type {Choice} from '../../core/runbook/document.js';
import {plainWords} from '../markdown/inline.js';
import {repairMojibake} from '../markdown/mojibake.js';
import type {Draft} from './draft.js';
import type {Outlined} from './sections.js';

const CONDITION = /^(?:or,? |and |else,? )?(?:if|otherwise|in case)\b/i;
const OPTION =
  /^(?:(?:option|alternative|approach|method|variant|possibility|plan|issue|cause|case|scenario)s?\s*(?:#?\d+|[A-Z])\b|(?:scenario|case|option|alternative)\s*[:–—-]|if\s)/i;

/** `If recent deployment (last 30 minutes):` above a piece of code. */
export function conditionOf(prose: string): string | undefined {
  const words = plainWords(prose);
  const isOne = words.length <= 200 && /[:,]$/.test(words) && CONDITION.test(words);
  return isOne ? repairMojibake(words.replace(/[:,]$/, '')) : undefined;
}

/** `If the disk is full, ...` at the beginning of a list item. */
export function conditionOfItem(text: string): string | undefined {
  const words = plainWords(text);
  return CONDITION.test(words) ? repairMojibake(/^[^:,]*/.exec(words)?.[0] ?? words).trim() : undefined;
}

/** Steps one after another that each begin with a condition are a choice. */
export function conditionChoices(drafts: readonly Draft[], group: string): ReadonlyMap<Draft, Choice> {
  const choices = new Map<Draft, Choice>();
  let run: Draft[] = [];
  let count = 0;
  const end = () => {
    if (run.length > 1) {
      count += 1;
      for (const draft of run) choices.set(draft, {group: `${group}-if-${count}`, label: draft.condition ?? ''});
    }
    run = [];
  };
  for (const draft of drafts) {
    if (draft.condition === undefined) end();
    else run.push(draft);
  }
  end();
  return choices;
}

/** Sections called `Option 1`, `Option 2`, with all that is below them, are a choice; one inside another says both. */
export function optionChoices(sections: readonly Outlined[]): ReadonlyMap<Outlined, Choice> {
  const choices = new Map<Outlined, Choice>();
  for (const siblings of siblingOptions(sections).values()) {
    if (siblings.length < 2) continue;
    const group = `${siblings[0]?.anchor}-options`;
    for (const option of siblings) {
      for (const each of [option, ...below(sections, option)]) {
        const outer = choices.get(each);
        const own = {group, label: option.title};
        choices.set(each, outer === undefined ? own : inside(outer, own));
      }
    }
  }
  return choices;
}

/** A choice in an option keeps its own siblings, and says whose they are. */
export function inside(outer: Choice, {group, label}: Choice): Choice {
  return {group, label: `${outer.label} › ${label}`, within: outer};
}

function siblingOptions(sections: readonly Outlined[]): ReadonlyMap<string, readonly Outlined[]> {
  const groups = new Map<string, Outlined[]>();
  const above: Outlined[] = [];
  for (const section of sections) {
    while ((above.at(-1)?.level ?? 0) >= section.level) above.pop();
    if (OPTION.test(section.title)) {
      const key = `${above.at(-1)?.anchor ?? ''}\n${section.level}`;
      groups.set(key, [...(groups.get(key) ?? []), section]);
    }
    above.push(section);
  }
  return groups;
}

function below(sections: readonly Outlined[], section: Outlined): readonly Outlined[] {
  const rest = sections.slice(sections.indexOf(section) + 1);
  const end = rest.findIndex(({level}) => level <= section.level);
  return end < 0 ? rest : rest.slice(0, end);
}
