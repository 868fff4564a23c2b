import {plainWords} from '../markdown/inline.js';
import type {Node} from '../markdown/nodes.js';
import type {SourceLine} from '../markdown/source-lines.js';
import type {Outlined} from './sections.js';

/** A line such as `**Severity:** Critical` or `- **Service**: Web`. */
export interface MetadataLine {
  readonly key: string;
  readonly value: string;
  /** Its number in the file. */
  readonly at: number;
  readonly section: Outlined;
}

const KNOWN =
  /^(?:service|severity|priority|estimated (?:resolution )?time|estimated resolution time|time to resolve|last (?:updated|reviewed|tested)|(?:next )?review(?:ed)?(?: (?:by|date|cycle|due|on))?|updated|date|version|team|on-?call|sme|owners?|maintainers?|author|contact|slack|channel|alerts?|alert ?names?|slo(?: impact)?|sla|impact|runbook|dashboard|environment|component|system|tier|status|category|tags?|type)$/i;
const BOLD = /^\s*(?:[-*+]\s+)?(?:\*\*|__)\s*([^*_:]{2,40}?)\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*:)\s*(\S.*)$/;
const PLAIN = /^\s*(?:[-*+]\s+)?([A-Z][\w -]{1,38}?)\s*:\s+(\S.*)$/;

/** Lines of a document that say what it is, as against what to do: those with a key that is known for that. */
export function metadataLines(sections: readonly Outlined[], lines: readonly SourceLine[]): readonly MetadataLine[] {
  return sections.flatMap(section =>
    section.nodes.flatMap(node => textLines(node, lines).flatMap(line => readLine(line, section))),
  );
}

function readLine({shown, at}: SourceLine, section: Outlined): readonly MetadataLine[] {
  const [, key, value] = BOLD.exec(shown) ?? PLAIN.exec(shown) ?? [];
  if (key === undefined || value === undefined || !KNOWN.test(key.trim()) || /\bfiring\b/i.test(value)) return [];
  return [{key: key.trim(), value: plainWords(value), at, section}];
}

/** The lines of paragraphs and of lists that have no code. */
function textLines(node: Node, lines: readonly SourceLine[]): readonly SourceLine[] {
  if (node.type === 'paragraph') return lines.slice(node.from, node.to);
  if (node.type !== 'list') return [];
  return node.items.flatMap(({children: [first]}) =>
    first?.type === 'paragraph' ? lines.slice(first.from, first.to) : [],
  );
}

/** The first value of each key. */
export function metadataOf(found: readonly MetadataLine[]): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {};
  for (const {key, value} of found) metadata[key] ??= value;
  return metadata;
}
