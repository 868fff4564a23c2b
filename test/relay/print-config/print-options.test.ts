import {describe, expect, test} from 'vitest';
import {OperatorError} from '../../../src/lib/operator-error.js';
import {printConfig} from '../../../src/relay/print-config/index.js';
import {hookUrl} from '../../../src/relay/print-config/print-options.js';

const PATH = '/v1/hooks/x';

describe("a hook's URL", () => {
  test('keeps a prefix, and loses the slashes at its end', () => {
    expect(hookUrl({url: 'https://ops.example/relay//'}, PATH)).toBe('https://ops.example/relay/v1/hooks/x');
    expect(hookUrl({url: 'http://[::1]:9095'}, PATH)).toBe('http://[::1]:9095/v1/hooks/x');
  });

  test('names a source whatever its letters are', () => {
    expect(hookUrl({url: 'http://r', source: 'a&b=ü "'}, PATH)).toBe('http://r/v1/hooks/x?source=a%26b%3D%C3%BC%20%22');
  });

  test.each([['relay:9095'], ['ws://relay:9095'], [''], ['http://relay/?x=1'], ['http://relay/#x'], ['file:///etc']])(
    'is not made of %j',
    url => {
      expect(() => hookUrl({url}, PATH)).toThrow(OperatorError);
    },
  );
});

test('nothing that is filled in can end a comment or a value', () => {
  const evil = {url: 'http://relay:9095', tokenFile: '/x\nevil: 1\n"', source: '"\nevil: 1'};
  for (const [name, print] of Object.entries(printConfig)) {
    if (name === 'systemd') continue;
    // Its source stands in a path, and is refused.
    const given = name === 'generic' ? {...evil, source: 'mine'} : evil;
    expect(
      print(given)
        .split('\n')
        .filter(line => line.startsWith('evil')),
    ).toEqual([]);
  }
});
