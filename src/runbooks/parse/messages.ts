import type {Message} from '../../core/runbook/document.js';
import {codeIn} from '../markdown/embedded.js';
import {linesOf, type SourceLine, shownText} from '../markdown/source-lines.js';
import type {Outlined} from './sections.js';

/** What the communication sections of a document say, to be copied: their templates, or else all their words. */
export function messagesOf(sections: readonly Outlined[], lines: readonly SourceLine[]): readonly Message[] {
  return sections
    .filter(({role}) => role === 'communicate')
    .flatMap(section => messagesIn(section, lines))
    .filter(({text}) => text.trim() !== '');
}

function messagesIn({title, nodes, to}: Outlined, lines: readonly SourceLine[]): readonly Message[] {
  const templates = nodes.flatMap(node => codeIn(node)).filter(code => code.fenced);
  if (templates.length > 0) {
    return templates.map(code => ({title, text: code.content.join('\n'), lines: linesOf(lines, code)}));
  }
  const [first] = nodes;
  return first === undefined
    ? []
    : [{title, text: shownText(lines, {from: first.from, to}), lines: linesOf(lines, {from: first.from, to})}];
}
