import {describe, expect, test} from 'vitest';
import type {Piece} from '../../../src/ui/views/runbook/pieces.js';
import {piecesOf} from '../../../src/ui/views/runbook/pieces.js';
import {documentOf, stepsOf} from '../../runbooks/reading.js';

function said(piece: Piece): string {
  return 'text' in piece ? piece.text : `<${piece.block.text}>`;
}

function pieces(text: string, at = 0): readonly string[] {
  const step = stepsOf(documentOf(text))[at];
  return step === undefined ? [] : piecesOf(step).map(said);
}

describe('the words of a step', () => {
  test('stand where their author wrote them: after a fence what comes after it', () => {
    const text = `
# Runbook: X

## Investigation

Look first. Read on.

'''bash
df -h
'''

Then think, and only then go on.
`;
    expect(pieces(text)).toEqual(['Look first. Read on.', '<df -h>', 'Then think, and only then go on.']);
  });

  test('are said once where a fence has comments and several statements', () => {
    const text = `
# Runbook: X

## Investigation

Look. And count.

'''bash
# how full
df -h

# how many
df -i
'''
`;
    expect(pieces(text)).toEqual(['Look. And count.', '<df -h>', '<df -i>']);
  });

  test('keep the sentence around a command in the text', () => {
    const text = `
# Runbook: X

## Investigation

1. Run \`df -h /srv\` and read
   its second line.
2. Ask somebody.
`;
    expect(pieces(text)[0]).toContain('and read');
    expect(pieces(text)[0]).toContain('its second line.');
    expect(pieces(text)).toContain('<df -h /srv>');
  });

  test('of a fence in a list stay around it', () => {
    const text = `
# Runbook: X

## Investigation

1. First look:

   '''bash
   df -h
   '''

   Be patient.
2. Ask.
`;
    expect(pieces(text)).toEqual(['1. First look:', '<df -h>', '   Be patient.']);
  });
});
