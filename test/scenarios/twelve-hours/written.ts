import {mkdirSync} from 'node:fs';
import path from 'node:path';
import type {LintError} from 'markdownlint';
import {lint} from 'markdownlint/promise';
import {type DefaultTreeAdapterMap, type ParserError, parse} from 'parse5';
import type {Sink} from '../../../src/cli/context.js';
import {run} from '../../../src/cli/run.js';
import {handoffParts} from '../../../src/cli/wire/handoff-parts.js';
import {createContext} from '../../../src/cli/wire.js';
import {plainDocument} from '../../../src/core/handoff/plain.js';
import type {SlackMessage} from '../../../src/messages/slack-blocks.js';
import {MINUTE, type Played} from './play.js';
import {LENGTH} from './script.js';

export type Format = 'markdown' | 'json' | 'html' | 'slack';

/** What `wk handoff -o FORMAT` prints about a watch that was played, two minutes after its end. */
export async function writtenAs(format: Format, played: Played): Promise<string> {
  const config = played.config();
  const env = {...process.env, HOME: played.home};
  const cwd = path.join(played.home, 'cwd');
  mkdirSync(cwd, {recursive: true});
  const [stdout, stderr] = [textSink(), textSink()];
  const real = createContext();
  const context = {
    ...real,
    ...handoffParts({env, signal: real.signal}),
    env,
    cwd,
    stdout,
    stderr,
    now: () => played.begin + (LENGTH + 1) * MINUTE,
    loadConfig: async () => config,
  };
  const code = await run(['handoff', '-o', format], context);
  if (code !== 0) throw new Error(`wk handoff ended with ${code}: ${stderr.text()}`);
  return stdout.text();
}

function textSink(): Sink & {text(): string} {
  let all = '';
  return {
    write: text => {
      all += text;
    },
    text: () => all,
    isTTY: false,
    columns: undefined,
    closed: false,
  };
}

/** What a linter of Markdown has to say of it. The length of lines is left to whoever reads them. */
export async function markdownFaults(markdown: string): Promise<readonly string[]> {
  const found = await lint({strings: {handoff: markdown}, config: {default: true, MD013: false}});
  return (found.handoff ?? []).map(
    ({lineNumber, ruleNames, ruleDescription, errorDetail}: LintError) =>
      `${lineNumber} ${ruleNames[0]} ${ruleDescription} ${errorDetail ?? ''}`,
  );
}

/** Where a page is not what the standard says, however kindly a browser would take it. */
export function htmlFaults(html: string): readonly string[] {
  const faults: string[] = [];
  parse(html, {onParseError: ({code, startLine}: ParserError) => void faults.push(`${startLine} ${code}`)});
  return faults;
}

/** What Slack would refuse, by its limits. */
export function slackFaults(messages: readonly SlackMessage[]): readonly string[] {
  return messages.flatMap(({blocks, text}) => [
    ...(text === '' || text.length > 40_000 ? ['a text'] : []),
    ...(blocks.length > 50 ? ['too many blocks'] : []),
    ...blocks.flatMap(block => ('text' in block && isRefused(block) ? [`a bad ${block.type}`] : [])),
  ]);
}

function isRefused({type, text}: Extract<SlackMessage['blocks'][number], {readonly text: unknown}>): boolean {
  const [most, wanted] = type === 'header' ? [150, 'plain_text'] : [3_000, 'mrkdwn'];
  return text.text === '' || text.text.length > most || text.type !== wanted;
}

/** The words of a document in their order, whatever marks stand around them; some formats write headings in capitals. */
export function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

export const wordsIn: Readonly<Record<Exclude<Format, 'json'>, (written: string) => string>> = {
  markdown: written => wordsOf(plainDocument(written)),
  html: written => wordsOf(bodyText(parse(written))),
  slack: written => wordsOf((JSON.parse(written) as readonly SlackMessage[]).map(slackText).join('\n')),
};

type Node = DefaultTreeAdapterMap['node'];

function bodyText(node: Node): string {
  if ('value' in node) return node.value;
  if (['head', 'style'].includes(node.nodeName) || !('childNodes' in node)) return '';
  const texts = node.childNodes.map(bodyText).join('');
  // Text of two blocks is two, that of two words in one is not.
  return /^(h[1-6]|li|p|td|th|tr|div)$/.test(node.nodeName) ? `\n${texts}\n` : texts;
}

function slackText({blocks}: SlackMessage): string {
  return blocks
    .map(block => ('text' in block ? (block.text as {readonly text: string}).text : ''))
    .join('\n')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
