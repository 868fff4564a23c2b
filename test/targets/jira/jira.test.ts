import {describe, expect, test} from 'vitest';
import {aMessage, aRequest, aTarget, firstTry, someTools} from '../../support/a-target.js';
import {describeTarget} from '../../support/describe-target.js';
import {vendorServer} from '../../support/vendor-server.js';
import {jiraVendor} from '../../support/vendors/jira.js';

const TOKEN = {token: 'token-1'};
const options = {email: 'ana@example.com', token: {env: 'JIRA_TOKEN'}, project: 'OPS'};
const {signal} = firstTry();

describeTarget({
  kind: 'jira',
  vendor: jiraVendor,
  options: url => ({...options, url}),
  secrets: () => TOKEN,
  failures: [
    {
      title: 'a token that it does not know is refused',
      answer: {status: 401, text: 'Basic authentication with passwords is deprecated.'},
      kind: 'refused',
      final: true,
    },
    {
      title: 'a field that it does not take is named, and not sent again',
      answer: {status: 400, json: {errorMessages: [], errors: {issuetype: 'The issue type selected is invalid.'}}},
      kind: 'rejected',
      final: true,
      unknown: false,
      says: 'issuetype: The issue type selected is invalid',
    },
    {
      title: 'a limit is told by its name',
      answer: {status: 429, headers: {'ratelimit-reason': 'jira-burst-based'}},
      kind: 'overloaded',
      says: 'jira-burst-based',
    },
    {
      title: 'an answer without a key is none',
      answer: {status: 201, json: {}},
      kind: 'bad-answer',
      unknown: true,
    },
  ],
});

describe('a Jira issue', () => {
  async function opened(more: Readonly<Record<string, unknown>> = {}) {
    const vendor = jiraVendor();
    const server = await vendorServer(vendor);
    const target = aTarget('jira', {...options, url: `${server.url}/`, ...more}, someTools(TOKEN));
    return {vendor, server, target};
  }
  const threads = [aRequest().thread];

  test('is created, commented, changed and done, and found on the way', async () => {
    const {vendor, server, target} = await opened();
    const {ref, url} = await target.send(aRequest(), firstTry());
    expect({ref, url}).toEqual({ref: {id: '10001', key: 'OPS-1'}, url: `${server.url}/browse/OPS-1`});
    expect(await target.find?.(threads, signal)).toMatchObject([
      {ref, thread: threads[0], title: 'DiskFull on db-1', status: 'triggered', assigned: ['Lee']},
    ]);
    await target.send(aRequest({verb: 'note', key: 'n-1', message: aMessage({title: 'A clue'})}), firstTry());
    await target.send(aRequest({verb: 'update', message: aMessage({title: 'Worse'})}), firstTry());
    expect(vendor.issues).toMatchObject([{fields: {summary: 'Worse'}, comments: {length: 1}}]);
    await target.send(aRequest({verb: 'resolve', message: aMessage({text: 'Disk grown.'})}), firstTry());
    expect(vendor.issues).toMatchObject([{category: 'done', comments: {length: 2}}]);
    expect(await target.send(aRequest({verb: 'resolve'}), firstTry())).toMatchObject({existed: true});
    expect(await target.find?.(threads, signal)).toMatchObject([
      {status: 'resolved', on: Date.parse('2026-11-20T13:00:00Z')},
    ]);
    expect(server.violations).toEqual([]);
  });

  test('has the type of its kind of ticket, a priority where one is named, and labels', async () => {
    const more = {types: {incident: 'Incident'}, priorities: {P1: 'Highest'}, labels: ['oncall']};
    const {vendor, target} = await opened(more);
    const fields = [{name: 'ticket', value: 'incident'}];
    await target.send(aRequest({thread: 'a', message: aMessage({fields})}), firstTry());
    await target.send(aRequest({thread: 'b', message: aMessage({severity: 'P3'})}), firstTry());
    expect(vendor.issues.map(({fields}) => fields)).toMatchObject([
      {issuetype: {name: 'Incident'}, priority: {name: 'Highest'}, labels: ['oncall', expect.stringMatching(/^wk-/)]},
      {issuetype: {name: 'Task'}},
    ]);
    expect(vendor.issues[1]?.fields).not.toHaveProperty('priority');
    expect(JSON.stringify(vendor.issues[0]?.fields.description)).not.toContain('ticket');
  });

  test('that is done is created again, but not by a second try of its own', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(await target.send(aRequest(), {...firstTry(), mayExist: true})).toMatchObject({existed: true});
    await target.send(aRequest({key: 'delivery-2'}), {...firstTry(), mayExist: true});
    expect(vendor.pages()).toBe(2);
  });

  test('is told by its thread as a property too', async () => {
    const {vendor, target} = await opened();
    await target.send(aRequest(), firstTry());
    expect(vendor.issues[0]?.properties).toEqual([
      {key: 'watchkeeper', value: {thread: threads[0], key: 'delivery-1'}},
    ]);
  });

  test('made anew because the search did not show it yet is marked as one that may be there twice', async () => {
    const {vendor, server, target} = await opened();
    server.fail('lose', {json: {issues: []}});
    await expect(target.send(aRequest(), firstTry())).rejects.toMatchObject({unknown: true});
    expect(await target.send(aRequest(), {...firstTry(), mayExist: true})).toMatchObject({unsure: true});
    expect(vendor.issues).toHaveLength(2);
    expect(await target.send(aRequest({key: 'delivery-2', thread: 'other'}), firstTry())).not.toHaveProperty('unsure');
  });

  test('gets a comment once, also when the answer to it was lost', async () => {
    const {vendor, server, target} = await opened();
    const {ref = {}} = await target.send(aRequest(), firstTry());
    const note = aRequest({verb: 'note', key: 'n-1', ref});
    server.fail('lose');
    await expect(target.send(note, firstTry())).rejects.toMatchObject({unknown: true});
    expect(await target.send(note, {...firstTry(), mayExist: true})).toMatchObject({existed: true});
    expect(await target.send({...note, key: 'n-2'}, {...firstTry(), mayExist: true})).not.toHaveProperty('existed');
    expect(vendor.issues[0]?.comments).toHaveLength(2);
  });

  test('is done by the transition that is named, and says which there are when there is none', async () => {
    const {vendor, target} = await opened({done: 'done'});
    await target.send(aRequest(), firstTry());
    await target.send(aRequest({verb: 'resolve'}), firstTry());
    expect(vendor.issues).toMatchObject([{category: 'done'}]);
    const {target: other} = await opened({done: 'Close'});
    await other.send(aRequest(), firstTry());
    await expect(other.send(aRequest({verb: 'resolve'}), firstTry())).rejects.toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining('Start, Will not do, Done'),
    });
  });

  test('that the search does not know yet is reached by its key', async () => {
    const {vendor, target} = await opened();
    const {ref = {}} = await target.send(aRequest(), firstTry());
    vendor.lags = true;
    await target.send(aRequest({verb: 'note', ref}), firstTry());
    expect(vendor.issues[0]?.comments).toHaveLength(1);
    await expect(target.send(aRequest({verb: 'note'}), firstTry())).rejects.toMatchObject({kind: 'not-found'});
  });

  test('is checked by its account, its project and its types', async () => {
    const {target} = await opened({types: {incident: 'Incident'}});
    expect(await target.check(signal)).toBe('Jira lets Ana create issues in OPS.');
    const {target: other} = await opened({types: {cause: 'Root cause'}});
    await expect(other.check(signal)).rejects.toMatchObject({message: expect.stringContaining('Task, Incident')});
  });
});
