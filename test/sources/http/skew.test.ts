import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {skew} from '../../../src/sources/http/skew.js';

const NOW = 1_790_000_000_000;

describe('the difference to the server clock', () => {
  test('is within half a second after one answer, and closer after some', () => {
    fc.assert(
      fc.property(
        fc.integer({min: -7_200_000, max: 7_200_000}),
        fc.array(fc.nat(60_000), {minLength: 1}),
        (truth, gaps) => {
          const learned = skew();
          let at = NOW;
          for (const gap of gaps) {
            at += gap;
            const date = Math.floor((at + truth) / 1_000) * 1_000;
            learned.observe({date, sentAt: at, receivedAt: at});
          }
          expect(Math.abs((learned.value() ?? Number.NaN) - truth)).toBeLessThanOrEqual(500);
        },
      ),
    );
  });

  test('starts anew when a clock was set', () => {
    const learned = skew();
    learned.observe({date: NOW, sentAt: NOW, receivedAt: NOW});
    learned.observe({date: NOW + 3_600_000, sentAt: NOW, receivedAt: NOW});
    expect(learned.value()).toBeGreaterThan(3_599_000);
  });

  test('is unknown before the first answer', () => {
    expect(skew().value()).toBeUndefined();
  });
});
