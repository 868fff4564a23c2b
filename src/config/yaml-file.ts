import {type Document, isMap, isScalar, LineCounter, parseDocument} from 'yaml';
import {DATA_LIMITS, parseLimits, yamlWords} from '../lib/yaml-limits.js';

/** A problem in a file; `line` counts from 1. */
export interface Problem {
  readonly line?: number;
  /** Dotted path of the key, empty for the file as a whole. */
  readonly key: string;
  readonly message: string;
}

export interface YamlFile {
  readonly data: unknown;
  /** What keeps the text from being YAML. */
  readonly problems: readonly Problem[];
  /** The line of the key at this path, or of the nearest place around it. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** Reads YAML and remembers where everything stands. Never throws: what is wrong is in `problems`. */
export function parseYaml(text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {...parseLimits(text), lineCounter: lines, prettyErrors: false});
  const problems: Problem[] = document.errors.map(error => ({
    line: lines.linePos(error.pos[0]).line,
    key: '',
    message: yamlWords(error.message),
  }));
  return {
    data: problems.length > 0 ? undefined : plainData(document, problems),
    problems,
    lineOf: path => nearestLine(document, lines, path),
  };
}

/** Aliases that multiply beyond reason are refused by the parser while it makes plain data. */
function plainData(document: Document, problems: Problem[]): unknown {
  try {
    return document.toJS(DATA_LIMITS);
  } catch (error) {
    problems.push({key: '', message: yamlWords(error instanceof Error ? error.message : String(error))});
    return undefined;
  }
}

/** A missing key stands nowhere: then the line of what it is missing from. */
function nearestLine(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const line = lineOf(document, lines, path.slice(0, length));
    if (line !== undefined) {
      return line;
    }
  }
  return undefined;
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  const last = path.at(-1);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(item => isScalar(item.key) && item.key.value === last) : undefined;
  const node = isScalar(pair?.key) ? pair.key : document.getIn(path, true);
  const offset = rangeStart(node);
  return offset === undefined ? undefined : lines.linePos(offset).line;
}

function rangeStart(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
