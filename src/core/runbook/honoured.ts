import type {DocumentOptions, StatementBlock} from './document.js';

/** A statement as it would run with what its author asks for around it. */
export interface Honoured {
  readonly text: string;
  /** On the operator's terminal. */
  readonly terminal: boolean;
  /** What was asked for and is taken, or is not, a sentence each. */
  readonly said: readonly string[];
}

export interface AskedBy {
  /** Absolute path of the runbook. */
  readonly file: string;
  readonly options: DocumentOptions;
  readonly trusted: boolean;
  /** Statements run on another machine, where the folder of the runbook is not. */
  readonly away: boolean;
}

/**
 * What a trusted file asks for is written into the statement, so that it is seen, judged and confirmed like all of it:
 * the folder, and the background. An untrusted one gets nothing. What is not taken is said.
 */
export function honoured(statement: StatementBlock, written: string, by: AskedBy): Honoured {
  // What never runs asks for nothing.
  if (statement.notRunnable !== undefined) return {text: written, terminal: false, said: []};
  const {background, interactive} = statement.hints;
  const folder = folderOf(statement, by);
  const wants = [
    ...(folder === undefined ? [] : [`the folder ${folder.asked}`]),
    ...(background === true ? ['the background'] : []),
    ...(interactive === true ? ['the terminal'] : []),
  ];
  const rest = restSaid(statement, by.options);
  if (!by.trusted) {
    const said = wants.length === 0 ? [] : [`asks for ${wants.join(' and ')}: not taken before the file is trusted`];
    return {text: written, terminal: false, said: [...said, ...rest]};
  }
  const inBackground = background === true ? `{ ${written.trim().replace(/[;&]\s*$/, '')}\n} &` : written;
  return {
    text: folder?.path === undefined ? inBackground : `cd -- ${quoted(folder.path)} || exit\n${inBackground}`,
    terminal: interactive === true,
    said: [
      ...(folder === undefined ? [] : [folderSaid(folder)]),
      ...(background === true ? ['goes into the background, as its fence asks: x stops it'] : []),
      ...(interactive === true ? ['takes the terminal, as its fence asks'] : []),
      ...rest,
    ],
  };
}

interface Folder {
  /** As the author wrote it. */
  readonly asked: string;
  /** Absent where it cannot be told what is meant. */
  readonly path?: string;
}

/** That of the fence, seen from that of the file, seen from where the file lies. */
function folderOf({hints, inline}: StatementBlock, {file, options, away}: AskedBy): Folder | undefined {
  const parts = [options.cwd, inline ? undefined : hints.cwd].filter(part => part !== undefined && part !== '');
  if (parts.length === 0) return undefined;
  const asked = parts.join(' and in it ');
  const from = parts.findLastIndex(part => part?.startsWith('/'));
  const isPlain = parts.every(part => part !== undefined && /^[^~$`\n\\]+$/.test(part));
  if (!isPlain || (away && from < 0)) return {asked};
  const own = from < 0 ? [file.slice(0, file.lastIndexOf('/')), ...parts] : parts.slice(from);
  return {asked, path: joined(own.join('/'))};
}

function joined(path: string): string {
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return `/${kept.join('/')}`;
}

function folderSaid({asked, path}: Folder): string {
  return path === undefined
    ? `asks for the folder ${asked}: not taken, where that is cannot be told here`
    : `runs in ${path}, as its author asks`;
}

function quoted(path: string): string {
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** What nothing here depends on. */
function restSaid({hints}: StatementBlock, options: DocumentOptions): readonly string[] {
  const shell = hints.interpreter ?? options.shell;
  const others = [...(hints.mimeType === undefined ? [] : [`mimeType ${hints.mimeType}`]), ...(hints.others ?? [])];
  return [
    ...(shell === undefined || /(?:^|[/ ])(?:bash|sh)\b/.test(shell) ? [] : [`asks for ${shell}: bash runs it`]),
    ...(others.length === 0 ? [] : [`its fence also says ${others.join(', ')}: not taken`]),
    ...(hints.tags === undefined ? [] : [`tagged ${hints.tags.join(', ')}`]),
  ];
}
