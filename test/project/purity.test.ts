import ts from 'typescript';
import {expect, test} from 'vitest';
import {nodesOf, parsedFiles, placeOf} from '../support/source-files.js';

test('core asks no clock and throws no dice', () => {
  const impure = parsedFiles('src/core').flatMap(file => [...nodesOf(file)].filter(isImpure).map(placeOf));
  expect(impure).toEqual([]);
});

function isImpure(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return ['Date.now', 'Math.random'].includes(node.getText());
  const clocks = ts.isNewExpression(node) || ts.isCallExpression(node);
  return clocks && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0;
}
