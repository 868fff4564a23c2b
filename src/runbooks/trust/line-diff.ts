import {commonLines} from '../../core/common-lines.js';

const CONTEXT = 3;

/**
 * What became of a text, line by line: each line of the answer begins with `-`, `+` or a blank, as `diff -u` has it.
 * Lines far from any change are left out, and a line `@@ ... @@` stands where they were. Empty for equal texts.
 */
export function lineDiff(before: string, after: string): readonly string[] {
  const changes = changesIn(linesOf(before), linesOf(after));
  return changes.every(line => line.startsWith(' ')) ? [] : withoutDistantLines(changes);
}

function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** What both have stays, everything else was taken out or put in. */
function changesIn(old: readonly string[], now: readonly string[]): readonly string[] {
  const same = commonLines(old, now);
  const out: string[] = [];
  let next = 0;
  for (const [index, line] of old.entries()) {
    const place = same.get(index);
    if (place === undefined) out.push(`-${line}`);
    else {
      out.push(...now.slice(next, place).map(added => `+${added}`), ` ${line}`);
      next = place + 1;
    }
  }
  return [...out, ...now.slice(next).map(added => `+${added}`)];
}

function withoutDistantLines(lines: readonly string[]): readonly string[] {
  const near = new Set<number>();
  lines.forEach((line, index) => {
    if (line.startsWith(' ')) return;
    for (let at = index - CONTEXT; at <= index + CONTEXT; at++) near.add(at);
  });
  const out: string[] = [];
  let left = 0;
  lines.forEach((line, index) => {
    if (near.has(index)) {
      if (left > 0) out.push(gap(left));
      left = 0;
      out.push(line);
    } else {
      left += 1;
    }
  });
  return left > 0 ? [...out, gap(left)] : out;
}

function gap(lines: number): string {
  return `@@ ${lines === 1 ? '1 line' : `${lines} lines`} as before @@`;
}
