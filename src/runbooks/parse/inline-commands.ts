import {parseBash} from '../bash/parse-bash.js';
import {codeSpans} from '../markdown/inline.js';
import type {Node} from '../markdown/nodes.js';
import type {SourceLine} from '../markdown/source-lines.js';
import type {StatementPiece} from '../statements/code-line.js';
import {looksLikeCommand} from '../statements/known-commands.js';
import {maskHoles} from '../statements/mask-holes.js';
import {markWarnings} from '../statements/warnings.js';
import type {DraftBlock} from './draft.js';

/** Commands that stand as inline code in a paragraph of a list item. */
export function inlineCommands(node: Node, lines: readonly SourceLine[]): readonly DraftBlock[] {
  if (node.type !== 'paragraph') return [];
  return codeSpans(node.text)
    .filter(code => isCommand(code, node.text))
    .map(code => blockOf(code, node, lines));
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
  const piece: StatementPiece = {kind: 'statement', text, comment: '', lines: [at, at], apart: true};
  const [marked] = markWarnings([piece], node.type === 'paragraph' ? node.text : '');
  const {apart, ...statement} = (marked ?? piece) as StatementPiece;
  return {...statement, language: '', inline: true, hints: {}};
}
