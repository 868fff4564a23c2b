import {expect, test} from 'vitest';
import {createLinks} from '../../src/terminal/links.js';

function nameIn(marked: string): string {
  return /\]8;;([^\u0007]+)\u0007/.exec(marked)?.[1] ?? '';
}

test('one target has one name', () => {
  const links = createLinks();
  const first = nameIn(links.mark('a', 'https://x.example/1'));
  expect(nameIn(links.mark('b', 'https://x.example/1'))).toBe(first);
  expect(nameIn(links.mark('c', 'https://x.example/2'))).not.toBe(first);
  expect(links.urlOf(first)).toBe('https://x.example/1');
  expect(links.urlOf('nobody')).toBeUndefined();
});

test('a link in use is known for ever, a forgotten one is not', () => {
  const links = createLinks();
  const used = nameIn(links.mark('a', 'https://x.example/used'));
  const forgotten = nameIn(links.mark('a', 'https://x.example/forgotten'));
  for (let count = 0; count < 5000; count += 1) {
    links.mark('a', `https://x.example/${count}`);
    expect(links.urlOf(used)).toBe('https://x.example/used');
  }
  expect(links.urlOf(forgotten)).toBeUndefined();
  expect(nameIn(links.mark('a', 'https://x.example/used'))).toBe(used);
});

test('what cannot be a link is text', () => {
  expect(createLinks().mark('docs', 'javascript:alert(1)')).toBe('docs');
});
