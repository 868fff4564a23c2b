import ts from 'typescript';
import {expect, test} from 'vitest';
import {nodesOf, parsedFiles, placeOf} from '../support/source-files.js';

interface Size {
  readonly place: string;
  readonly lines: number;
}

const files = parsedFiles('src');
const fileSizes = files.map(file => ({place: file.fileName, lines: file.text.trimEnd().split('\n').length}));
const functionSizes = files.flatMap(file => [...nodesOf(file)].flatMap(sizeOf));

test('no source file is longer than 300 lines, nine in ten stay within 160', () => {
  expect(above(fileSizes, 300)).toEqual([]);
  expect(percentile(fileSizes, 0.9), report(above(fileSizes, 160))).toBeLessThanOrEqual(160);
});

test('no function is longer than 60 lines, nine in ten stay within 25', () => {
  expect(above(functionSizes, 60)).toEqual([]);
  expect(percentile(functionSizes, 0.9), report(above(functionSizes, 25))).toBeLessThanOrEqual(25);
});

/** The body of a function, a method, or an arrow that is given a name; blank lines are free, as for the linter. */
function sizeOf(node: ts.Node): readonly Size[] {
  const body = bodyOf(node);
  if (body === undefined) return [];
  const inside = body.getText().split('\n').slice(1, -1);
  return [{place: placeOf(node), lines: inside.filter(line => line.trim() !== '').length}];
}

function bodyOf(node: ts.Node): ts.Block | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.body;
  return ts.isArrowFunction(node) && ts.isBlock(node.body) && isNaming(node.parent) ? node.body : undefined;
}

function isNaming(node: ts.Node): boolean {
  return ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node);
}

function above(sizes: readonly Size[], lines: number): readonly Size[] {
  return sizes.filter(size => size.lines > lines);
}

function percentile(sizes: readonly Size[], share: number): number {
  const sorted = sizes.map(size => size.lines).sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}

function report(sizes: readonly Size[]): string {
  return `over the percentile: ${sizes.map(({place, lines}) => `${place} (${lines})`).join(', ')}`;
}
