// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell text
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {classify} from '../../../src/runbooks/classify/classify.js';

describe('any text', () => {
  const words = [
    'rm',
    '-rf',
    '$X',
    '$(',
    ')',
    '`',
    '"',
    "'",
    '|',
    '&&',
    ';',
    '\n',
    '<<E',
    'E',
    '<pod>',
    '>',
    'f',
    '{',
    '}',
    '((',
    '))',
    'kubectl',
    'delete',
    'sudo',
    'bash',
    '-c',
    '\\',
    '#',
    'if',
    'then',
    'fi',
  ];

  test('never throws, and says why', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...words)).map(parts => parts.join(' ')),
        ),
        text => {
          const verdict = classify(text);
          expect(verdict.reasons.length).toBeGreaterThan(0);
          if (verdict.level === 'destructive') expect(verdict.resource).toBeTruthy();
        },
      ),
      {numRuns: 2000, seed: 11},
    );
  });

  test('what is beside or around it never makes a destructive command milder', () => {
    const around = [
      (text: string) => `sudo ${text}`,
      (text: string) => `ls && ${text}`,
      (text: string) => `${text} | cat`,
      (text: string) => `if true; then ${text}; fi`,
      (text: string) => `echo $(${text})`,
      (text: string) => `timeout 5 ${text}`,
      (text: string) => `f() { ${text}; }; f`,
      (text: string) => `( ${text} ) > /dev/null 2>&1`,
      (text: string) => `kubectl exec p -- ${text}`,
      (text: string) => `bash -c "${text}"`,
    ];
    const commands = [
      'rm -rf /x',
      'kubectl delete pod x',
      'docker system prune -f',
      'dropdb shop',
      'systemctl poweroff',
      'git push --force',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...commands),
        fc.array(fc.constantFrom(...around), {maxLength: 2}),
        (command, wraps) => {
          const text = wraps.reduce((inner, wrap) => (inner.includes('"') ? inner : wrap(inner)), command);
          // Some wrappers take a command and no compound one: then the text is no shell at all.
          expect(['destructive', 'not-shell']).toContain(classify(text).level);
        },
      ),
      {numRuns: 500, seed: 11},
    );
  });
});
