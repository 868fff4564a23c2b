import type {SectionRole} from '../../core/runbook/document.js';
import {plainWords} from '../markdown/inline.js';
import {repairMojibake} from '../markdown/mojibake.js';
import type {Node} from '../markdown/nodes.js';
import {slugOf, uniqueNames} from '../markdown/slug.js';
import type {SourceLine, Span} from '../markdown/source-lines.js';
import {announcesExpectations} from './expectations.js';
import {roleOf} from './section-role.js';

/** A section before its steps are found. */
export interface Outlined extends Span {
  readonly title: string;
  readonly level: number;
  readonly anchor: string;
  readonly role: SectionRole;
  /** A bold line is its heading. */
  readonly bold: boolean;
  /** What stands below its heading, up to the next one of any level. */
  readonly nodes: readonly Node[];
}

interface Draft extends Span {
  title: string;
  level: number;
  bold: boolean;
  anchor: string;
  to: number;
  nodes: Node[];
}

/**
 * Takes a document apart at its headings and at the bold lines that serve as headings. What stands above the first
 * heading is a section called by the title that is given.
 */
export function outlineSections(
  nodes: readonly Node[],
  lines: readonly SourceLine[],
  title: string,
): readonly Outlined[] {
  const drafts: Draft[] = [{title, level: 1, bold: false, anchor: '', from: 0, to: 0, nodes: []}];
  for (const node of nodes.some(beginsBold) ? nodes.flatMap(splitBoldLine) : nodes) {
    const heading = headingOf(node);
    if (heading === undefined) {
      drafts.at(-1)?.nodes.push(node);
    } else {
      const level = heading.level ?? Math.min(6, levelAbove(drafts) + 1);
      const bold = heading.level === undefined;
      drafts.push({title: heading.title, level, bold, anchor: '', from: node.from, to: 0, nodes: []});
    }
  }
  for (const [index, draft] of drafts.entries()) draft.to = drafts[index + 1]?.from ?? lines.length;
  const hasPreamble = (drafts[0]?.nodes ?? []).some(({type}) => type !== 'other');
  return named(hasPreamble || drafts.length === 1 ? drafts : drafts.slice(1));
}

function levelAbove(drafts: readonly Draft[]): number {
  return drafts.findLast(({bold}) => !bold)?.level ?? 1;
}

function headingOf(node: Node): {readonly title: string; readonly level?: number} | undefined {
  if (node.type === 'heading') return {title: titleOf(node.text), level: node.level};
  if (!beginsBold(node)) return undefined;
  const bold = boldLine(node.text);
  return bold === undefined ? undefined : {title: titleOf(bold)};
}

function titleOf(text: string): string {
  return repairMojibake(plainWords(text))
    .replace(/\s*#+$/, '')
    .trim();
}

/** A line that is bold and nothing else: a heading to a reader. */
function boldLine(line: string): string | undefined {
  const match = /^(\*\*|__)(?!\s)((?:(?!\1).)+?)\1\s*:?\s*$/.exec(line.trim());
  const words = match?.[2]?.replace(/:\s*$/, '').trim() ?? '';
  return words === '' || words.length > 100 || announcesExpectations(words) ? undefined : words;
}

/** Only what begins with a mark can have a bold first line. */
function beginsBold(node: Node): node is Extract<Node, {readonly type: 'paragraph'}> {
  return node.type === 'paragraph' && /^\s*(?:\*\*|__)/.test(node.text);
}

/** `**Steps**:` on the first line of a paragraph heads the rest of it. */
function splitBoldLine(node: Node): readonly Node[] {
  if (!beginsBold(node)) return [node];
  const at = node.text.indexOf('\n');
  const first = at < 0 ? '' : node.text.slice(0, at);
  if (boldLine(first) === undefined) return [node];
  return [
    {...node, text: first, to: node.from + 1},
    {...node, text: node.text.slice(at + 1), from: node.from + 1},
  ];
}

/** Anchors go to real headings first: a bold line has none on the web and must not shift theirs. */
function named(drafts: readonly Draft[]): readonly Outlined[] {
  const unique = uniqueNames();
  for (const draft of drafts) if (!draft.bold) draft.anchor = unique(slugOf(draft.title));
  for (const draft of drafts) if (draft.bold) draft.anchor = unique(slugOf(draft.title));
  const roles: {level: number; role: SectionRole}[] = [];
  return drafts.map((draft, index) => {
    while ((roles.at(-1)?.level ?? 0) >= draft.level) roles.pop();
    const own = index === 0 && draft.level === 1 ? 'other' : roleOf(draft.title);
    const role = own === 'other' ? (roles.at(-1)?.role ?? 'other') : own;
    roles.push({level: draft.level, role});
    const {title, level, bold, anchor, from, to, nodes} = draft;
    return {title, level, bold, anchor, role, from, to, nodes};
  });
}
