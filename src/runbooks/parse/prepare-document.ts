import type {DocumentOptions} from '../../core/runbook/document.js';
import {type Embedded, findEmbedded} from '../markdown/embedded.js';
import {mayHoldMarkdown} from '../markdown/fence-lines.js';
import {readFrontMatter} from '../markdown/front-matter.js';
import {plainWords} from '../markdown/inline.js';
import {repairMojibake} from '../markdown/mojibake.js';
import {type Node, nodesOf} from '../markdown/nodes.js';
import {prepareLines} from '../markdown/prepare-lines.js';
import {repairFences} from '../markdown/repair-fences.js';
import {markdownOf, type SourceLine, sourceLines} from '../markdown/source-lines.js';
import {type Outlined, outlineSections} from './sections.js';

/** A document taken apart into sections, before anything in them is read. */
export interface Prepared {
  readonly title: string;
  readonly lines: readonly SourceLine[];
  readonly sections: readonly Outlined[];
  readonly context: readonly string[];
  /** Values of the front matter. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly options: DocumentOptions;
  /** Why nothing of its front matter could be read, in words. */
  readonly trouble?: string;
}

export interface PreparedFile {
  readonly title: string;
  readonly outer: Prepared;
  readonly embedded: readonly Prepared[];
}

/** A file's text as the document it is and those in its fences. `name` is its title where it has none. */
export function prepareFile(text: string, name: string): PreparedFile {
  const front = readFrontMatter(sourceLines(text));
  const {prepared, embedded} = prepare(front.lines, front.title ?? name, []);
  const title = front.title !== undefined && !startsWithHeading(prepared) ? front.title : prepared.title;
  return {
    title,
    outer: {
      ...prepared,
      title,
      metadata: front.metadata,
      options: front.options,
      ...(front.trouble === undefined ? {} : {trouble: front.trouble}),
    },
    embedded: embedded.map(({lines, context}) => prepare(lines, context.at(-1) ?? name, context).prepared),
  };
}

function startsWithHeading({sections}: Prepared): boolean {
  return sections.some(({level, bold, nodes, title}) => level === 1 && !bold && (nodes.length > 0 || title !== ''));
}

function prepare(
  raw: readonly SourceLine[],
  name: string,
  context: readonly string[],
): {readonly prepared: Prepared; readonly embedded: readonly Embedded[]} {
  const lines = prepareLines(repairFences(raw));
  const nodes = nodesOf(lines);
  const title = titleOf(nodes) ?? name;
  const sections = outlineSections(nodes, lines, title);
  const prepared = {title, lines, sections, context: context.map(repairMojibake), metadata: {}, options: {}};
  return {prepared, embedded: mayHoldMarkdown(markdownOf(lines)) ? findEmbedded(nodes, lines) : []};
}

/** The first heading of the first level; else the first heading, where nothing is above it. */
function titleOf(nodes: readonly Node[]): string | undefined {
  const headings = nodes.filter(node => node.type === 'heading');
  const first = headings.find(({level}) => level === 1);
  const title = first === undefined ? '' : repairMojibake(plainWords(first.text)).trim();
  return title === '' ? undefined : title;
}
