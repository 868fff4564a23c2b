import type {FenceLine} from './fence-lines.js';
import {fenceLine, holdsMarkdown, mayHoldMarkdown} from './fence-lines.js';
import {blockTokens} from './markdown.js';
import {type ReadFence, readFences} from './read-fences.js';
import {markdownOf, type SourceLine} from './source-lines.js';

/** A fence with a language, plain or with its marks escaped so that it survives inside another one. */
const INNER = /^(?:[ \t]|>)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(?:`{3,}|~{3,}|\\`\\?`\\?`)[ \t]*[a-z]/im;
const MAYBE = /^(?:[ \t]|>)*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(?:`{3,}|~{3,})[ \t]*(?:markdown|md)\b/im;

/** A document with more of them was not written by hand. */
const MOST_FENCES = 2000;

/**
 * Lets a document in a `markdown` fence keep fences of its own that CommonMark would take for the end of it: the fence
 * around them gets longer marks. Documents that do not need it come back as they are.
 */
export function repairFences(lines: readonly SourceLine[]): readonly SourceLine[] {
  if (!needsRepair(markdownOf(lines))) return lines;
  const texts = lines.map(({text}) => text);
  const changes = new Map<number, string>();
  const added = new Map<number, string>();
  for (const fence of readFences(texts).filter(({depth}) => depth === 0)) {
    const inside = marksInside(texts, fence);
    if (inside.length === 0 && fence.endsBefore === undefined) continue;
    const length = Math.max(fence.open.length, ...inside.map(mark => mark.length)) + 1;
    const marks = fence.open.char.repeat(length);
    changes.set(fence.open.line, `${fence.open.prefix}${marks}${fence.open.info}`);
    if (fence.close !== undefined) changes.set(fence.close.line, `${fence.close.prefix}${marks}`);
    if (fence.endsBefore !== undefined) added.set(fence.endsBefore, `${/^\s*/.exec(fence.open.prefix)?.[0]}${marks}`);
  }
  return lines.flatMap((line, index) => {
    const text = changes.get(index);
    const before = added.get(index);
    const kept = text === undefined ? line : {...line, text};
    return before === undefined ? [kept] : [{text: before, shown: '', at: line.at, added: true}, kept];
  });
}

function needsRepair(text: string): boolean {
  if (!mayHoldMarkdown(text) || !MAYBE.test(text)) return false;
  const fences = blockTokens(text).filter(({type}) => type === 'fence');
  if (fences.length > MOST_FENCES) return false;
  return fences.some(({info}) => holdsMarkdown(info.trim())) && fences.some(({content}) => INNER.test(content));
}

function marksInside(texts: readonly string[], {open, close, endsBefore}: ReadFence): readonly FenceLine[] {
  const from = open.line + 1;
  return texts.slice(from, close?.line ?? endsBefore).flatMap((text, index) => fenceLine(text, from + index) ?? []);
}
