import {plainWords} from '../markdown/inline.js';
import {repairMojibake} from '../markdown/mojibake.js';
import type {Node} from '../markdown/nodes.js';
import type {Span} from '../markdown/source-lines.js';
import {calledIn, deadlineIn, personIn} from './escalation-words.js';

/** A sentence, an item of a list or a row of a table, as plain words. */
export interface Entry extends Span {
  readonly text: string;
  /** The cell that says who, where there are columns. */
  readonly who?: string;
  /** The sentence with a colon at its end that the list stands below. */
  readonly lead?: string;
}

/** What is said in some blocks, one thing after the other. */
export function entriesOf(nodes: readonly Node[]): readonly Entry[] {
  let lead: string | undefined;
  return nodes.flatMap(node => {
    const found = entriesIn(node, node.type === 'list' ? lead : undefined);
    const last = node.type === 'paragraph' ? found.at(-1)?.text : undefined;
    lead = last?.endsWith(':') === true ? last : undefined;
    // The lead of a list is told by its items.
    return lead === undefined ? found : found.slice(0, -1);
  });
}

function entriesIn(node: Node, lead: string | undefined): readonly Entry[] {
  switch (node.type) {
    case 'paragraph':
      return sentencesOf(node.text, node);
    case 'list':
      return node.items.flatMap(({children}) =>
        entriesOf(children).map(entry => (lead === undefined ? entry : {lead, ...entry})),
      );
    case 'quote':
      return entriesOf(node.children);
    case 'table':
      return rowsOf(node);
    default:
      return [];
  }
}

function sentencesOf(text: string, {from, to}: Span): readonly Entry[] {
  // A mark before a time may be several letters of another alphabet, where its file was read wrongly.
  const whole = repairMojibake(plainWords(text)).replace(/^[^\p{L}\p{N}@#(>]+|^[^\x20-\x7e]+\s+(?=\d)/u, '');
  return whole
    .split(/(?<=[^.][.!?])\s+(?=[A-Z])|\s(?:\u2192|->)\s/)
    .reduce<string[]>(withItsPerson, [])
    .map(sentence => ({text: sentence.trim(), from, to}))
    .filter(sentence => sentence.text !== '');
}

/** A sentence that says when and not who is about the person of the next one. */
function withItsPerson(sentences: readonly string[], next: string): string[] {
  const last = sentences.at(-1);
  const isOpen = last !== undefined && deadlineIn(last) !== undefined && personIn(last) === undefined;
  return isOpen ? [...sentences.slice(0, -1), `${last}: ${next}`] : [...sentences, next];
}

const WHO = /\b(?:who|whom|contact|team|role|person|escalate|to|name|on-?call|owner|responsible)\b/i;
const LEVEL = /^(?:level|tier|l)\s?\d+$/i;

function rowsOf({rows, from}: Extract<Node, {readonly type: 'table'}>): readonly Entry[] {
  const [head = [], ...body] = rows;
  const column = head.findIndex(cell => WHO.test(cell));
  return body.map((row, index) => {
    const cells = row.map(cell => plainWords(cell).trim());
    const timed = cells.findIndex(cell => deadlineIn(cell) !== undefined);
    const other = cells.find((cell, at) => at !== timed && /[a-z]{2}/i.test(cell) && !LEVEL.test(cell));
    const who = column >= 0 && column !== timed ? cells[column] : other;
    // The heading and the line below it come first.
    const at = from + 2 + index;
    const named = who === undefined || who === '' ? {} : {who: calledIn(who) ?? who};
    return {text: cells.join(' | '), from: at, to: at + 1, ...named};
  });
}
