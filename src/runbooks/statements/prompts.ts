import {parseBash, walkBash} from '../bash/parse-bash.js';
import type {CodeLine} from './code-line.js';
import {looksLikeCommand} from './known-commands.js';
import {maskHoles} from './mask-holes.js';

const DOLLAR =
  /^\s*(?:\([\w.@:/-]+\)\s*)?(?:\[[^\]\n]*@[^\]\n]*\]|[\w.-]+@[\w.-]+(?:[:\s][~/]?[\w./-]*)?|(?:ba|z|k)?sh-[\d.]+)?\s*\$\s+(?=\S)/;
const HASH =
  /^\s*(?:\([\w.@:/-]+\)\s*)?(?:\[[^\]\n]*@[^\]\n]*\]|[\w.-]+@[\w.-]+(?::[~/]?[\w./-]*)?|(?:ba|z|k)?sh-[\d.]+)\s*#\s+(?=\S)/;
const BARE_HASH = /^\s*#\s+(?=\S)/;
const SECOND = /^\s*>\s/;

/** Longest command that is looked for below a prompt. */
const LONGEST = 60;

/** A piece of a session as it was typed and answered. */
export interface SessionPart {
  readonly kind: 'command' | 'output';
  /** Commands without their prompts and without those of their continuations. */
  readonly lines: readonly CodeLine[];
}

/** Takes a session apart into commands and output; undefined where no line has a prompt. */
export function readSession(lines: readonly CodeLine[], console: boolean): readonly SessionPart[] | undefined {
  if (!lines.some(({text}) => promptLength(text, console) > 0)) return undefined;
  const parts: SessionPart[] = [];
  let output: CodeLine[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index];
    if (line === undefined) break;
    if (promptLength(line.text, console) === 0) {
      output.push(line);
      index += 1;
      continue;
    }
    const length = commandLength(lines.slice(index, index + LONGEST), console);
    const comments = trailingComments(output);
    const command = lines.slice(index, index + length).map((each, at) => withoutPrompt(each, at, console));
    parts.push(
      {kind: 'output', lines: output.slice(0, output.length - comments.length)},
      {kind: 'command', lines: [...comments, ...command]},
    );
    output = [];
    index += length;
  }
  return [...parts, {kind: 'output', lines: output}];
}

function promptLength(text: string, console: boolean): number {
  const match = DOLLAR.exec(text) ?? HASH.exec(text);
  if (match !== null) return match[0].length;
  const bare = console ? BARE_HASH.exec(text) : null;
  return bare !== null && looksLikeCommand(text.slice(bare[0].length)) ? bare[0].length : 0;
}

function withoutPrompt(line: CodeLine, index: number, console: boolean): CodeLine {
  const length = index === 0 ? promptLength(line.text, console) : (SECOND.exec(line.text)?.[0].length ?? 0);
  return length === 0 ? line : {...line, text: line.text.slice(length)};
}

/** How many lines the command takes whose prompt the first one has. */
function commandLength(lines: readonly CodeLine[], console: boolean): number {
  let marked = 1;
  let text = '';
  for (const [index, line] of lines.entries()) {
    if (index > 0 && promptLength(line.text, console) > 0) break;
    text += `${withoutPrompt(line, index, console).text}\n`;
    const second = SECOND.test(lines[index + 1]?.text ?? '');
    if (isComplete(text) && !(second && /\\\s*$/.test(text))) return index + 1;
    if (index === marked - 1 && continues(line.text)) marked += 1;
  }
  return Math.min(marked, lines.length);
}

function continues(text: string): boolean {
  return /(?:\\|\||&&)$/.test(text.trimEnd()) && !/\\\s+$/.test(text);
}

/** Whether a shell would run the text rather than ask for more. */
function isComplete(text: string): boolean {
  const body = text.slice(0, -1);
  if (/(?:^|[^\\])\\$/.test(body) || /(?:\||&&)\s*$/.test(body)) return false;
  const {errors, ast} = parseBash(maskHoles(body));
  let open = errors.length > 0;
  walkBash(ast, node => {
    if (node.type === 'HereDoc' && node.closing === undefined) open = true;
  });
  return !open;
}

function trailingComments(lines: readonly CodeLine[]): readonly CodeLine[] {
  const from = lines.findLastIndex(({text}) => !/^\s*#/.test(text)) + 1;
  return lines.slice(from);
}
