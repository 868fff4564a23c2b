import {describe, expect, test} from 'vitest';
import {htmlPage} from '../../src/messages/handoff-html.js';
import {slackMessages} from '../../src/messages/slack-blocks.js';

const MARKDOWN = `# Handoff: 21:00 to 09:00

## Before you take over

- [ ] Who takes P1 Pool\\*Exhausted & <script>alert(1)</script>?
  - 03:00 ana: \`a < b\`

## Figures

| | P1 |
| --- | --- |
| alerts | 12 |
`;

/** Every word of the document, whatever stands around it. */
const WORDS = ['21:00', 'Before', 'Who', 'Pool*Exhausted', 'ana:', 'Figures', 'P1', 'alerts', '12'];

describe('a handoff as HTML', () => {
  test('has every word, and what was text stays text', () => {
    const page = htmlPage(MARKDOWN);
    for (const word of WORDS) expect(page).toContain(word);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('<li class="open">☐ Who takes');
    expect(page).toContain('<title>Handoff: 21:00 to 09:00</title>');
    expect(page).not.toMatch(/<script/);
  });

  test('that names things longer than a phone is wide breaks them, and says in each cell of which column it is', () => {
    const page = htmlPage(MARKDOWN);
    expect(page).toMatch(/^body\{.*overflow-wrap:anywhere/m);
    expect(page).toContain('<td data-column="P1">12</td>');
    expect(page).toContain('<td>alerts</td>');
    expect(page).toMatch(/max-width:40rem\)\{thead\{display:none\}/);
  });

  test('breaks no date at its hyphens, and has links that can be read by night', () => {
    const page = htmlPage('# Handoff: 2026-11-20 03:00Z to <b>\n\n- <https://grafana.example/d/1>\n');
    expect(page).toContain(
      '<h1>Handoff: <time datetime="2026-11-20T03:00Z">2026-11-20 03:00Z</time> to &lt;b&gt;</h1>',
    );
    expect(page).toContain('<title>Handoff: 2026-11-20 03:00Z to &lt;b&gt;</title>');
    expect(page).toMatch(/prefers-color-scheme:dark\)\{.*a\{color:/);
  });

  test('can load nothing and send nothing', () => {
    expect(htmlPage(MARKDOWN)).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
  });
});

describe('a handoff for Slack', () => {
  test('has every word, in blocks that Slack takes', () => {
    const [message] = slackMessages(MARKDOWN);
    const text = JSON.stringify(message);
    for (const word of WORDS) expect(text).toContain(word);
    expect(message?.blocks.map(({type}) => type)).toEqual(['header', 'header', 'section', 'header', 'section']);
    expect(text).toContain('• ☐ Who takes P1 Pool*Exhausted &amp; &lt;script&gt;');
    expect(text).toContain('    • 03:00 ana: `a &lt; b`');
  });

  test('that is long is several messages, and loses nothing', () => {
    const lines = Array.from({length: 4_000}, (_, index) => `- line ${index} ${'x'.repeat(60)}`);
    const messages = slackMessages(`# Long\n\n${lines.join('\n')}\n\n- ${'y'.repeat(7_000)}\n`);
    expect(messages.length).toBeGreaterThan(1);
    for (const {blocks} of messages) {
      expect(blocks.length).toBeLessThanOrEqual(50);
      for (const block of blocks)
        if (block.type === 'section') expect(block.text.text.length).toBeLessThanOrEqual(3_000);
    }
    const all = messages.flatMap(({blocks}) =>
      blocks.flatMap(block => (block.type === 'section' ? [block.text.text] : [])),
    );
    for (const index of [0, 1_999, 3_999]) expect(all.join('\n')).toContain(`• line ${index} x`);
    expect(all.join('').match(/y/g)).toHaveLength(7_000);
  });
});
