import type {Block, Choice, RunbookDocument, Section, Step} from '../../core/runbook/document.js';
import {maskSecrets} from '../../lib/mask-secrets.js';
import {uniqueNames} from '../markdown/slug.js';
import {linesOf, shownText} from '../markdown/source-lines.js';
import {foreignInterpreter} from '../statements/runme-attributes.js';
import {alertsOf} from './alert-names.js';
import {conditionChoices, inside, optionChoices} from './conditions.js';
import type {Draft} from './draft.js';
import {escalationsOf} from './escalations.js';
import {messagesOf} from './messages.js';
import {metadataLines, metadataOf} from './metadata.js';
import type {Prepared} from './prepare-document.js';
import type {Outlined} from './sections.js';
import {findSteps} from './steps.js';

/** A document with all its steps. Where nothing in it is one, everything it says is: a checklist. */
export function toDocument(prepared: Prepared, id: string): RunbookDocument {
  const {lines, sections, title, context, options} = prepared;
  const found = sections.map(section => findSteps(section, lines, {all: false}));
  const drafts = found.every(({length}) => length === 0)
    ? sections.map(section => findSteps(section, lines, {all: true}))
    : found;
  const metadata = metadataLines(sections, lines);
  const naming = {prepared, names: uniqueNames(), options: optionChoices(sections)};
  const done = sections.map((section, index) => toSection(section, drafts[index] ?? [], naming));
  return {
    id,
    title,
    lines: linesOf(lines, {from: 0, to: lines.length}),
    context,
    metadata: {...prepared.metadata, ...metadataOf(metadata)},
    alerts: alertsOf(sections, metadata, lines),
    sections: done,
    escalations: escalationsOf(sections, lines),
    messages: messagesOf(sections, lines),
    checklist: done.every(({steps}) => steps.every(({blocks}) => blocks.every(({kind}) => kind !== 'statement'))),
    options,
  };
}

interface Naming {
  readonly prepared: Prepared;
  /** Makes the ids of steps unique in the document. */
  readonly names: (name: string) => string;
  readonly options: ReadonlyMap<Outlined, Choice>;
}

function toSection(section: Outlined, drafts: readonly Draft[], naming: Naming): Section {
  const {lines} = naming.prepared;
  const option = naming.options.get(section);
  const choices = conditionChoices(drafts, section.anchor);
  const introEnd = drafts[0]?.from ?? section.to;
  const introFrom = isHeaded(section) ? section.from + 1 : section.from;
  return {
    id: section.anchor === '' ? 'top' : section.anchor,
    title: section.title,
    level: section.level,
    anchor: section.anchor,
    lines: linesOf(lines, section),
    role: section.role,
    intro: shownText(lines, {from: Math.min(introFrom, introEnd), to: introEnd}),
    ...(option === undefined ? {} : {choice: option}),
    steps: drafts.map(draft => toStep(draft, section, {...naming, choice: withinOption(choices.get(draft), option)})),
  };
}

function withinOption(choice: Choice | undefined, option: Choice | undefined): Choice | undefined {
  return choice === undefined || option === undefined ? (choice ?? option) : inside(option, choice);
}

function isHeaded({nodes, from}: Outlined): boolean {
  return nodes[0] === undefined || nodes[0].from > from;
}

function toStep(
  draft: Draft,
  section: Outlined,
  {prepared, names, choice}: Naming & {choice: Choice | undefined},
): Step {
  const statement = draft.blocks.find(({kind}) => kind === 'statement');
  const id = names(shortHash(`${section.title}\n${draft.title}\n${statement?.text ?? ''}`));
  return {
    id,
    // It may be made of a statement, and goes into the log.
    title: maskSecrets(draft.title === '' ? section.title : draft.title, {kind: 'statement'}),
    text: shownText(prepared.lines, draft),
    lines: linesOf(prepared.lines, draft),
    ...(choice === undefined ? {} : {choice}),
    ...(draft.condition === undefined ? {} : {condition: draft.condition}),
    task: draft.task,
    blocks: draft.blocks.map((block, index): Block => {
      if (block.kind !== 'statement') return block;
      const why = block.notRunnable ?? whyForeign(prepared.options.shell);
      return {...block, id: `${id}.${index + 1}`, ...(why === undefined ? {} : {notRunnable: why})};
    }),
    expectations: draft.expectations,
  };
}

/** A file may say that its statements are those of something that bash does not read. */
function whyForeign(shell: string | undefined): string | undefined {
  const program = foreignInterpreter(shell);
  return program === undefined ? undefined : `its file asks for ${program}, which is no shell that bash reads`;
}

/** FNV-1a: short, and the same for the same text everywhere. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(16).padStart(8, '0');
}
