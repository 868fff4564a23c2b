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
  const read = ({shown, at}: SourceLine, section: Outlined): MetadataLine | readonly [] => {
    const line = shown.includes(':') && asked(shown) ? readLine(shown) : undefined;
    return line === undefined ? [] : {...line, at, section};
  };
  return sections.flatMap(section =>
    section.nodes
      .flatMap(textSpans)
      .flatMap(({from, to}) => lines.slice(from, to).flatMap(line => read(line, section))),
  );
}

function readLine(shown: string): Pick<MetadataLine, 'key' | 'value'> | undefined {
  const [, key, value] = BOLD.exec(shown) ?? PLAIN.exec(shown) ?? [];
  if (key === undefined || value === undefined || !KNOWN.test(key.trim()) || /\bfiring\b/i.test(value))
    return undefined;
  return {key: key.trim(), value: plainWords(value)};
}

/** Paragraphs, and what items of lists begin with. */
function textSpans(node: Node): Span | readonly Span[] {
  if (node.type === 'paragraph') return node;
  if (node.type !== 'list') return [];
  return node.items.flatMap(({children: [first]}) => (first?.type === 'paragraph' ? first : []));
}

/** The first value of each key. */
export function metadataOf(found: readonly MetadataLine[]): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {};
  for (const {key, value} of found) metadata[key] ??= value;
  return metadata;
}
