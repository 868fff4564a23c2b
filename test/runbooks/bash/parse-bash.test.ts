import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseBash, walkBash} from '../../../src/runbooks/bash/parse-bash.js';

const pieces = (text: string) => parseBash(text).statements.map(({from, to}) => text.slice(from, to));

describe('parseBash', () => {
  test('takes a text apart into its top-level statements', () => {
    expect(pieces('df -h; uptime\n# how full\ndu -sh * |\n  sort -h\nsleep 1 &\n')).toEqual([
      'df -h',
      'uptime',
      'du -sh * |\n  sort -h',
      'sleep 1 &',
    ]);
  });

  test('keeps a here-document with its statement, and what shares its line', () => {
    expect(pieces('cat <<END\nfirst\nEND\nls')).toEqual(['cat <<END\nfirst\nEND', 'ls']);
    expect(pieces('cat <<END; ls\nfirst\nEND\npwd')).toEqual(['cat <<END; ls\nfirst\nEND', 'pwd']);
  });

  test('keeps an unfinished here-document to its end', () => {
    expect(pieces('cat <<END\nfirst\nsecond')).toEqual(['cat <<END\nfirst\nsecond']);
  });

  test('finds errors also inside substitutions', () => {
    expect(parseBash('echo done').errors).toEqual([]);
    expect(parseBash('if true').errors.length).toBeGreaterThan(0);
    expect(parseBash('echo "$(if true)"').errors.length).toBeGreaterThan(0);
    expect(parseBash('SELECT count(*) FROM jobs;').errors.length).toBeGreaterThan(0);
  });

  test('shows what hides in substitutions and arrays', () => {
    const names: string[] = [];
    walkBash(parseBash('a=($(rm x)); cat <(curl y) "$(dig z)"').ast, node => {
      if (node.type === 'Command' && node.name !== undefined) names.push(node.name.value);
    });
    expect(names).toEqual(['rm', 'cat', 'curl', 'dig']);
  });

  test('ends no statement behind the end of a text that stops at a backslash', () => {
    expect(parseBash('${`\\').statements).toEqual([{from: 0, to: 4}]);
  });

  test('never throws, and gives ranges in order that do not overlap', () => {
    fc.assert(
      fc.property(fc.string({unit: fc.constantFrom(...'ab "\'`$(){}<>|&;\n\\#=[]'), maxLength: 60}), text => {
        let last = 0;
        for (const {from, to} of parseBash(text).statements) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          last = to;
        }
      }),
      {numRuns: 2000},
    );
  });
});
