import {parseBash} from '../bash/parse-bash.js';
import {codeSpans} from '../markdown/inline.js';
import type {ItemNode, Node} from '../markdown/nodes.js';
import type {SourceLine} from '../markdown/source-lines.js';
import {looksLikeCommand} from '../statements/known-commands.js';
import {maskHoles} from '../statements/mask-holes.js';
import {warnedAbove, warnedBeside} from '../statements/warnings.js';
import type {DraftBlock} from './draft.js';

/** Commands that stand as inline code in a paragraph of a list item. */
export function inlineCommands(node: Node, lines: readonly SourceLine[]): readonly DraftBlock[] {
  if (node.type !== 'paragraph') return [];
  return codeSpans(node.text)
    .filter(code => isCommand(code, node.text))
    .map(code => blockOf(code, node, lines));
}

/** The blocks of an item with the warnings of its own text on what is to be run in it. */
export function warnedByItem(blocks: readonly DraftBlock[], {children}: ItemNode): readonly DraftBlock[] {
  const text = children.flatMap(node => (node.type === 'paragraph' ? [node.text] : [])).join('\n\n');
  return blocks.map(block => {
    if (block.kind !== 'statement') return block;
    return block.inline ? warnedBeside(block, text) : warnedAbove(block, text);
  });
}

/** A word alone names a tool more often than it asks to run it. */
function isCommand(code: string, around: string): boolean {
  const text = code.trim();
  const alone = around.trim().replace(/^\[[ xX]\]\s/, '') === `\`${code}\``;
  if (!looksLikeCommand(text) || (!/\s/.test(text) && !alone)) return false;
  const {errors, statements} = parseBash(maskHoles(text));
  return errors.length === 0 && statements.length > 0;
}

function blockOf(code: string, node: Node, lines: readonly SourceLine[]): DraftBlock {
  const text = code.trim().replace(/^\$\s+/, '');
  const own = lines.slice(node.from, node.to);
  const at = (own.find(line => line.text.includes(text)) ?? own[0])?.at ?? 1;
  return {kind: 'statement', text, comment: '', lines: [at, at], language: '', inline: true, hints: {}};
}
