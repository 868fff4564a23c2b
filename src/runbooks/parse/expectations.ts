import type {Expectation} from '../../core/runbook/document.js';
import {codeSpans, plainWords} from '../markdown/inline.js';
import {repairMojibake} from '../markdown/mojibake.js';
import type {ItemNode} from '../markdown/nodes.js';

const ANNOUNCES =
  /^(?:what to look for|(?:things to )?look for|(?:common )?(?:error|failure|log) patterns|(?:expected|example|sample|typical) (?:\w+ )?(?:responses?|results?|outputs?|values?|patterns?)|expected|results? meaning|meaning of (?:the )?results?|interpretation|interpreting (?:the )?(?:results?|output)|how to read (?:it|this|the output))\s*(?:\([^)]*\))?\s*:?$/i;
const OUTPUT =
  /\b(?:outputs?|returns?|prints?|shows?|responses?|looks? like|something like|similar to|results?)\b[^.\n]*:\s*$|^(?:example|sample|expected)\b[^.\n]*:?\s*$/i;
/** What announces a command although it speaks of output. */
const COMMAND = /\b(?:run|execute|use|using|check|get|list|type|enter|command)\b/i;

/** Whether words announce what the output of the command above means. */
export function announcesExpectations(words: string): boolean {
  return ANNOUNCES.test(words.replaceAll('*', '').trim());
}

/** Whether prose announces output rather than a command. */
export function announcesOutput(prose: string): boolean {
  const last = prose.trim().split('\n').at(-1) ?? '';
  return OUTPUT.test(last.replaceAll('*', '')) && !COMMAND.test(last);
}

/** What stands behind `**Expected:**` in the same paragraph. */
export function expectationBehind(paragraph: string): Expectation | undefined {
  const [, words] = EXPECTED.exec(paragraph.trim()) ?? [];
  return words === undefined || !/[\p{L}\p{N}]/u.test(words) ? undefined : expectationIn(words);
}

const EXPECTED =
  /^(?:\*\*|__)?(?:expect(?:ed)?(?: (?:\w+ )?(?:outputs?|results?|responses?|values?|outcomes?))?|look for|what to look for|you should see)(?::(?:\*\*|__)|(?:\*\*|__)?\s*:)\s*(\S.*)$/is;

/** `` `output` = meaning ``, or plain words. */
export function expectationOf(item: ItemNode): Expectation {
  const [first] = item.children;
  return expectationIn(first?.type === 'paragraph' ? first.text : '');
}

function expectationIn(source: string): Expectation {
  const text = repairMojibake(plainWords(source));
  const pattern = /^(?:\*\*|__)?`/.test(source.trim()) ? codeSpans(source)[0]?.trim() : undefined;
  if (pattern === undefined || pattern === '') return {text};
  const after = source.slice(source.indexOf('`', source.indexOf(pattern) + pattern.length) + 1);
  const meaning = repairMojibake(plainWords(after.replace(/^[`*_\s]*(?:=>|->|=|:|–|—|-|→)?\s*/, '')));
  return {text, pattern, ...(meaning === '' ? {} : {meaning})};
}
