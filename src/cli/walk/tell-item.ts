import {choiceText} from '../../core/runbook/choice-text.js';
import type {Section, Step} from '../../core/runbook/document.js';
import {stepCount, type WalkItem} from '../../core/runbook/walk-items.js';
import {say} from '../output.js';
import type {WalkThrough} from './walk-through.js';

/** Says what its author wrote about an item, once for each step, and the sections that are passed on the way to it. */
export function tellItem(through: WalkThrough, item: WalkItem, before: WalkItem | undefined): void {
  const {work, items} = through;
  if (item.step === undefined) {
    tellSection(through, item.section);
    return;
  }
  if (before?.step !== undefined && before.step.id === item.step.id) return;
  const {section, step, number} = item;
  if (section.steps[0]?.id === step.id && section.intro.trim() !== '') tellSection(through, section);
  say(`\n── ${number} of ${stepCount(items)} · ${section.title} › ${step.title}`, work.context);
  const choice = choiceText(items, item);
  if (choice !== undefined) say(`   ${choice}`, work.context);
  tellText(through, step);
}

function tellSection({work}: WalkThrough, {title, level, intro}: Section): void {
  say(`\n${'#'.repeat(level)} ${title}\n${intro}`, work.context);
}

function tellText({work}: WalkThrough, {text}: Step): void {
  if (text.trim() !== '') say(text, work.context);
}
