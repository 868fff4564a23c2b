import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {goalertVendor} from '../../support/vendors/goalert.js';

const TOKEN = {token: 'token-1'};
const options = {token: {env: 'GOALERT_TOKEN'}};

describeTarget({
  kind: 'goalert',
  vendor: goalertVendor,
  options: url => ({...options, url}),
  secrets: () => TOKEN,
  failures: [
    {
      title: 'a key that it does not know is refused',
      answer: {status: 401, text: 'unauthorized\n'},
      kind: 'refused',
      final: true,
      says: 'unauthorized',
    },
    {
      title: 'what it does not take is not sent again',
      answer: {status: 400, text: 'invalid value for Summary: must be at least 1 characters\n'},
      kind: 'rejected',
      final: true,
      says: 'must be at least 1 characters',
    },
    {
      title: 'an error of its own may have been done all the same',
      answer: {status: 500, text: 'internal server error\n'},
      kind: 'bad-answer',
      unknown: true,
    },
  ],
});

describe('a GoAlert alert', () => {
  async function opened() {
    const vendor = goalertVendor();
    const server = await vendorServer(vendor);
    return {vendor, server, target: aTarget('goalert', {...options, url: `${server.url}/`}, someTools(TOKEN))};
  }

  test('is created and closed by its thread', async () => {
    const {vendor, server, target} = await opened();
    expect(await target.send(aRequest(), firstTry())).toEqual({ref: {id: '1'}, url: `${server.url}/alerts/1`});
    await target.send(aRequest({verb: 'resolve', message: aMessage({title: 'It is over'})}), firstTry());
    expect(vendor.alerts).toMatchObject([{dedup: aRequest().thread, closed: true}]);
    expect(server.violations).toEqual([]);
  });

  test('is the same one whatever its text says by now', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    expect(await target.send(aRequest({message: aMessage({text: 'other'})}), firstTry())).toMatchObject({
      existed: true,
    });
    expect(vendor.pages()).toBe(1);
  });

  test('is created by a GoAlert that answers nothing, too', async () => {
    const {vendor, target} = await opened();
    vendor.silent = true;
    expect(await target.send(aRequest(), firstTry())).toEqual({});
    expect(vendor.pages()).toBe(1);
  });

  test('has a thread as long as it likes', async () => {
    const {vendor, server, target} = await opened();
    const thread = 'x'.repeat(900);
    await target.send(aRequest({thread}), firstTry());
    await target.send(aRequest({thread, verb: 'resolve'}), firstTry());
    expect(vendor.alerts).toMatchObject([{closed: true}]);
    expect(server.violations).toEqual([]);
  });
});
