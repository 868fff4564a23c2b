import {describe, expect, test} from 'vitest';
import {address} from '../../../src/sources/http/address.js';

describe('the address of a server', () => {
  test.each([
    ['http://am:9093', 'am:9093', 'http://am:9093', ''],
    ['am:9093/', 'am:9093', 'http://am:9093', ''],
    ['https://am.example', 'am.example:443', 'https://am.example', ''],
    ['http://proxy/am/', 'proxy:80/am', 'http://proxy', '/am'],
    ['http://am:9093/api/v2/alerts', 'am:9093', 'http://am:9093', ''],
    [
      'http://grafana/api/alertmanager/grafana',
      'grafana:80/api/alertmanager/grafana',
      'http://grafana',
      '/api/alertmanager/grafana',
    ],
    ['http://am:9093/#/alerts', 'am:9093', 'http://am:9093', ''],
    ['http://[::1]:9093', '[::1]:9093', 'http://[::1]:9093', ''],
  ])('%s is understood', (url, ...expected) => {
    const {name, origin, prefix} = address(url);
    expect([name, origin, prefix]).toEqual(expected);
  });

  test('keeps credentials out of the name', () => {
    expect(address('http://ana:p%40ss@am:9093')).toEqual({
      name: 'am:9093',
      origin: 'http://am:9093',
      prefix: '',
      basic: {user: 'ana', password: 'p@ss'},
    });
  });
});
