import type {AlertBinding} from '../../core/runbook/document.js';
import {codeSpans, plainWords} from '../markdown/inline.js';
import type {Node} from '../markdown/nodes.js';
import {linesOf, type SourceLine} from '../markdown/source-lines.js';
import type {MetadataLine} from './metadata.js';
import type {Outlined} from './sections.js';

/** `KubePodCrashLooping`, `etcdNoLeader`: how alerts are called in Prometheus. */
const NAME = /^(?=.*[a-z])(?=[a-z]*[A-Z])[A-Za-z][A-Za-z0-9]*(?:[A-Z_][A-Za-z0-9_]*)+$/;
const IN_TEXT =
  /\bAlert(?:s| ?[Nn]ame)?(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*["'`“]?([A-Za-z_]\w{2,})["'`”]?(?=\s+(?:is\s+)?firing|\s*[,;.]?\s*$)/gm;
const HEADING = /^alert(?: ?name)?\s*:\s*["'`]?([A-Za-z_]\w*)["'`]?$/i;
const SPOKEN = /^(?:(?:scenario|alert|case|issue)\s*(?:#?\d+)?\s*[:.–-]\s*)?(.{3,60}?)\s+alert$/i;
const METADATA = /^alert(?:s| ?names?)?$/i;

/** Alerts that a document says it is about, each once for a place. */
export function alertsOf(
  sections: readonly Outlined[],
  metadata: readonly MetadataLine[],
  lines: readonly SourceLine[],
): readonly AlertBinding[] {
  const bindings = [
    ...metadata.flatMap(fromMetadata),
    ...sections.flatMap((section, index) => [
      ...fromHeading(section, index === 0, lines),
      ...section.nodes.flatMap(node => fromNode(node, placeOf(sections, index), lines)),
    ]),
  ];
  const whole = new Set(bindings.flatMap(({alertname, section}) => (section === undefined ? [alertname] : [])));
  const seen = new Set<string>();
  return bindings.filter(({alertname, section}) => {
    const place = `${alertname}\n${section ?? ''}`;
    if (seen.has(place) || (section !== undefined && whole.has(alertname))) return false;
    seen.add(place);
    return true;
  });
}

/** The section that an alert in the text of a section is about; nothing where that is the whole document. */
function placeOf(sections: readonly Outlined[], index: number): Pick<AlertBinding, 'section'> {
  const section = sections[index];
  const headed = sections.slice(0, index + 1).findLast(({bold}) => !bold) ?? section;
  if (section === undefined || headed === undefined) return {};
  const tellsOfAll = headed.level <= 2 && (headed.level === 1 || ['symptoms', 'about'].includes(section.role));
  return tellsOfAll ? {} : {section: headed.anchor};
}

/** A name above or in the first two levels is that of the whole document. */
function fromMetadata({key, value, at, section}: MetadataLine): readonly AlertBinding[] {
  if (!METADATA.test(key)) return [];
  const names = value.split(/[,;]\s*|\s+and\s+/).map(name => name.replace(/^["'`]|["'`]$|\s*firing$/g, ''));
  return names.filter(isName).map(alertname => ({
    alertname,
    ...(section.level > 2 ? {section: section.anchor} : {}),
    how: 'metadata',
    lines: [at, at],
  }));
}

function fromHeading(section: Outlined, whole: boolean, lines: readonly SourceLine[]): readonly AlertBinding[] {
  const alertname = nameIn(section.title);
  if (alertname === undefined) return [];
  const place = whole && section.level === 1 ? {} : {section: section.anchor};
  const at = linesOf(lines, {from: section.from, to: section.from + 1});
  return [{alertname, ...place, how: 'heading', lines: at}];
}

function nameIn(title: string): string | undefined {
  const named = HEADING.exec(title)?.[1];
  if (named !== undefined) return named;
  if (NAME.test(title)) return title;
  const spoken = SPOKEN.exec(title)?.[1];
  if (spoken === undefined || !/^[A-Z0-9]/.test(spoken)) return undefined;
  return spoken
    .split(/[\s/-]+/)
    .map(word => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`)
    .join('')
    .replace(/\W/g, '');
}

function fromNode(
  node: Node,
  place: Pick<AlertBinding, 'section'>,
  lines: readonly SourceLine[],
): readonly AlertBinding[] {
  if (node.type === 'table') return fromTable(node, place, lines);
  if (node.type === 'list') {
    return node.items.flatMap(({children}) => children.flatMap(child => fromNode(child, place, lines)));
  }
  if (node.type !== 'paragraph') return [];
  const at = linesOf(lines, node);
  return [...node.text.matchAll(IN_TEXT)].flatMap(([, alertname = '']) =>
    isName(alertname) ? [{alertname, ...place, how: 'text' as const, lines: at}] : [],
  );
}

/** Rows of a table with a column for alerts. */
function fromTable(
  {rows, ...span}: Extract<Node, {readonly type: 'table'}>,
  place: Pick<AlertBinding, 'section'>,
  lines: readonly SourceLine[],
): readonly AlertBinding[] {
  const column = (rows[0] ?? []).findIndex(cell => /\balert|^name$/i.test(plainWords(cell)));
  if (column < 0) return [];
  return rows.slice(1).flatMap((row, index) => {
    const cell = row[column] ?? '';
    const alertname = codeSpans(cell)[0] ?? plainWords(cell);
    const at = linesOf(lines, {from: span.from + index + 2, to: span.from + index + 3});
    return NAME.test(alertname) ? [{alertname, ...place, how: 'table' as const, lines: at}] : [];
  });
}

function isName(text: string): boolean {
  return /^[A-Za-z_]\w{2,}$/.test(text);
}
