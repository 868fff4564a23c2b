import fc from 'fast-check';
import {expect, test} from 'vitest';
import {plainWords} from '../../src/runbooks/markdown/inline.js';
import {inlineTokens} from '../../src/runbooks/markdown/markdown.js';

test('a text that is taken for plain without being parsed is what the parser makes of it', () => {
  const plain = fc.string({unit: fc.constantFrom(...`aZ09 ,.'()/-:;?"#+=%|$@`), maxLength: 40});
  fc.assert(
    fc.property(plain, text => {
      const parsed = inlineTokens(text).map(({type, content}) => (type === 'text' ? content : `<${type}>`));
      expect(plainWords(text).replace(/\s+/g, ' ')).toBe(parsed.join('').replace(/\s+/g, ' ').trim());
    }),
    {numRuns: 500},
  );
});
