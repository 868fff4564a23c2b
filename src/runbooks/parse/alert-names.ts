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

/** Whether a line of metadata may be one that {@link alertsOf} looks at. */
export function mayNameAlerts(line: string): boolean {
  return /alert/i.test(line);
}

/** Alerts that a document says it is about, each once for a place. */
export function alertsOf(
  sections: readonly Outlined[],
  metadata: readonly MetadataLine[],
  lines: readonly SourceLine[],
): readonly AlertBinding[] {
  const bindings = metadata.flatMap(fromMetadata);
  let headed: Outlined | undefined;
  for (const [index, section] of sections.entries()) {
    if (!section.bold) headed = section;
    bindings.push(...fromHeading(section, index === 0, lines));
    const around = {place: placeOf(section, headed ?? section), lines, bindings};
    for (const node of section.nodes) addFromNode(node, around);
  }
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
function placeOf(section: Outlined, headed: Outlined): Pick<AlertBinding, 'section'> {
  const tellsOfAll = headed.level <= 2 && (headed.level === 1 || ['symptoms', 'about'].includes(section.role));
  return tellsOfAll ? {} : {section: headed.anchor};
}

/** A name above or in the first two levels is that of the whole document. */
function fromMetadata({key, value, at, section}: MetadataLine): AlertBinding[] {
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

interface Around {
  readonly place: Pick<AlertBinding, 'section'>;
  readonly lines: readonly SourceLine[];
  readonly bindings: AlertBinding[];
}

/** Adds to what was found: a document has many nodes, nearly all of which name no alert. */
function addFromNode(node: Node, around: Around): void {
  if (node.type === 'table') around.bindings.push(...fromTable(node, around.place, around.lines));
  if (node.type === 'list')
    for (const {children} of node.items) for (const child of children) addFromNode(child, around);
  if (node.type === 'paragraph' && node.text.includes('Alert')) addFromText(node, around);
}

function addFromText(node: Extract<Node, {readonly type: 'paragraph'}>, {place, lines, bindings}: Around): void {
  for (const [, alertname = ''] of node.text.matchAll(IN_TEXT)) {
    if (isName(alertname)) bindings.push({alertname, ...place, how: 'text', lines: linesOf(lines, node)});
  }
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
