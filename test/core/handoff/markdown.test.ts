import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {handoffMarkdown} from '../../../src/core/handoff/markdown.js';
import {code, escaped, linked} from '../../../src/core/handoff/markdown-text.js';
import {anAlert} from '../../support/given.js';
import {acked, fired, handedOff, noted, pool, resolved, type Told, WATCH} from './given.js';

/** The skeleton of a document: what begins each line, and how many cells a row has. */
function structure(markdown: string): readonly string[] {
  return markdown.split('\n').map(line => {
    const cells = line.startsWith('|') ? line.replace(/\\./g, '').split('|').length : 0;
    return `${/^(?:#+ |\s*- (?:\[ \] )?|\| |$)/.exec(line)?.[0] ?? 'text'}${cells || ''}`;
  });
}

/** A whole watch whose every word of others is `text`. */
function about(text: string): string {
  const one = anAlert({
    ...pool,
    labels: {...pool.labels, alertname: text, service: text},
    annotations: {summary: text, runbook_url: text},
  });
  const told = [
    fired(one, 10),
    acked(one, 12),
    noted(text, 13, one),
    noted(text, 14),
    resolved(one, 20),
    fired(one, 30),
  ];
  return handoffMarkdown(handedOff(told, [one]));
}

describe('the document', () => {
  test('reads like a handoff', () => {
    const told = [fired(pool, 10), acked(pool, 12), noted('a report has no timeout', 15, pool), resolved(pool, 53)];
    const text = handoffMarkdown(handedOff(told));
    expect(text).toContain('# Handoff: 2026-11-20 03:00Z to 2026-11-20 11:00Z');
    expect(text).toContain('- **P1 PoolExhausted** in eu/payments: 03:10Z to 03:53Z (43m), acked by ana after 2m');
    expect(text).toContain('  - 03:15Z ana: a report has no timeout');
    expect(text).toContain('| time to ack, median | 2m (1 of 1 within 5m) | none | | |');
    expect(text.endsWith('\n')).toBe(true);
  });

  test('says "nothing" where there was nothing, and *not recorded* where nobody wrote it down', () => {
    const watched: Told = {after: 0, fact: {type: 'watch.opened', on: WATCH.from}};
    const quiet = handoffMarkdown(handedOff([watched]));
    for (const said of [
      'Nothing waits for you.',
      'Nothing fires.',
      '*not recorded*: nobody recorded one.',
      'At no time of a minute or longer:',
    ])
      expect(quiet).toContain(said);
    expect(handoffMarkdown(handedOff([fired(pool, 10)], [pool]))).toContain('- **Next steps**: *not recorded*');
    expect(handoffMarkdown(handedOff([fired(pool, 10), resolved(pool, 20)]))).toContain(
      '  - What ended it: *not recorded*',
    );
  });
});

describe('text of others', () => {
  test('opens no Markdown of its own', () => {
    expect(escaped('# not\n- a [list](http://x) `code` **b** <b> a|b &amp; ~~s~~')).toBe(
      '# not - a \\[list\\](http://x) \\`code\\` \\*\\*b\\*\\* \\<b\\> a\\|b \\&amp; \\~\\~s\\~\\~',
    );
    expect(escaped('db_pool_size _em_ C#')).toBe('db_pool_size \\_em\\_ C\\#');
    expect(escaped('a\u001b[31m\u202eb\u0000')).toBe('a \\[31m b');
  });

  test('is code where it is code, whatever is in it', () => {
    expect(code('a=~"x|y"')).toBe('`a=~"x\\|y"`');
    expect(code('a="`b``"')).toBe('``` a="`b``" ```');
    expect(code('a\n\u0007b')).toBe('`a b`');
  });

  test('is a link only where it is one', () => {
    expect(linked('https://runbooks.example/a?b=c')).toBe('<https://runbooks.example/a?b=c>');
    expect(linked('javascript:alert(1)')).toBe('javascript:alert(1)');
    expect(linked('https://x> <script')).toBe('https://x\\> \\<script');
  });

  test('never changes the structure of the document', () => {
    const plain = structure(about('word'));
    const hostile = fc.string({
      unit: fc.constantFrom(...'ab #-*_`[]()<>|\\\n\r\t~&!1.\u001b\u202e'),
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(hostile, text => {
        expect(structure(about(`x${text}`))).toEqual(plain);
      }),
      {numRuns: 200},
    );
  });
});
