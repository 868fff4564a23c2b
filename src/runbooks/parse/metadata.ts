import {plainWords} from '../markdown/inline.js';
import type {Node} from '../markdown/nodes.js';
import type {SourceLine, Span} from '../markdown/source-lines.js';
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

/**
 * Lines of a document that say what it is, as against what to do: those with a key that is known for that. `asked` leaves
 * out lines that nobody asks for.
 */
export function metadataLines(
  sections: readonly Outlined[],
  lines: readonly SourceLine[],
  asked: (line: string) => boolean = () => true,
): readonly MetadataLine[] {
  const found: MetadataLine[] = [];
  const read = ({from, to}: Span, section: Outlined) => {
    for (const {shown, at} of lines.slice(from, to)) {
      const line = shown.includes(':') && asked(shown) ? readLine(shown) : undefined;
      if (line !== undefined) found.push({...line, at, section});
    }
  };
  for (const section of sections) for (const node of section.nodes) eachText(node, span => read(span, section));
  return found;
}

function readLine(shown: string): Pick<MetadataLine, 'key' | 'value'> | undefined {
  const [, key, value] = BOLD.exec(shown) ?? PLAIN.exec(shown) ?? [];
  if (key === undefined || value === undefined || !KNOWN.test(key.trim()) || /\bfiring\b/i.test(value))
    return undefined;
  return {key: key.trim(), value: plainWords(value)};
}

/** Paragraphs, and what items of lists begin with. */
function eachText(node: Node, read: (span: Span) => void): void {
  if (node.type === 'paragraph') read(node);
  if (node.type !== 'list') return;
  for (const {children} of node.items) if (children[0]?.type === 'paragraph') read(children[0]);
}

/** The first value of each key. */
export function metadataOf(found: readonly MetadataLine[]): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {};
  for (const {key, value} of found) metadata[key] ??= value;
  return metadata;
}
