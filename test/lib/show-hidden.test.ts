import {expect, test} from 'vitest';
import {showHidden} from '../../src/lib/show-hidden.js';

test('ordinary text stays as it is', () => {
  for (const text of ['kubectl get pods\n  -n prod', 'größe', 'DB数据库', 'перезапуск', 'カタカナとkana']) {
    expect(showHidden(text)).toEqual({text, mixed: [], hidden: false});
  }
});

test('nothing is removed: controls and invisible characters are spelled out', () => {
  expect(showHidden('rm\u200b\u00a0-rf\t/\r\u001b[8m x\u009b').text).toBe('rm<U+200B><U+00A0>-rf␉/␍␛[8m x<U+009B>');
  expect(showHidden('1\ufe0f').text).toBe('1<U+FE0F>');
});

test('a letter from another alphabet is marked and its word is named', () => {
  expect(showHidden('kubeсtl get')).toEqual({text: 'kubeс<U+0441>tl get', mixed: ['kubeсtl'], hidden: true});
  expect(showHidden('ｒm -rf').text).toBe('ｒ<U+FF52>m -rf');
});
