import {createHmac} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {hooks} from '../../../../src/relay/hooks/index.js';
import {ARRIVAL, brought, formPosted, posted} from '../../../support/hook-request.js';

const hook = hooks.change.open({});

describe('a plain change', () => {
  test('says what was changed, and may say much more', () => {
    const body = {
      text: 'api 1.2 deployed',
      service: 'api',
      labels: {env: 'prod', canary: true},
      on: 1795197000,
      by: 'ana',
      id: 42,
    };
    expect(hook.read(posted(body))).toEqual({
      ok: true,
      wake: [],
      inbound: [
        {
          kind: 'change',
          id: '42',
          text: 'api 1.2 deployed',
          service: 'api',
          labels: {env: 'prod', canary: 'true'},
          on: Date.UTC(2026, 10, 20, 17, 50),
          by: 'ana',
        },
      ],
    });
  });

  test('may be a form, as a shell line sends it', () => {
    expect(brought(hook.read(formPosted({text: 'api 1.2', service: 'api'})))).toEqual([
      {kind: 'change', id: expect.any(String), text: 'api 1.2', service: 'api', on: ARRIVAL, by: 'change'},
    ]);
  });

  test('is by its source where it does not say by whom', () => {
    const by = (one: typeof hook, query = {}) =>
      brought(one.read(posted({text: 'x'}, {query}))).map(told => 'by' in told && told.by);
    expect(by(hooks.change.open({name: 'ci'}))).toEqual(['ci']);
    expect(by(hook, {source: 'argo'})).toEqual(['argo']);
  });

  test('without an id is known again within its minute, and not later', () => {
    const id = (body: object, now = ARRIVAL) =>
      brought(hook.read(posted(body, {now}))).map(told => 'id' in told && told.id)[0];
    expect(id({text: 'x'}, ARRIVAL + 59_000)).toBe(id({text: 'x'}));
    expect(id({text: 'x'}, ARRIVAL + 60_000)).not.toBe(id({text: 'x'}));
    expect(id({text: 'x', on: ARRIVAL}, ARRIVAL + 600_000)).toBe(id({text: 'x', on: ARRIVAL}));
    expect(id({text: 'x', service: 'a'})).not.toBe(id({text: 'x', service: 'b'}));
  });

  test('is cut where it is very long', () => {
    const [told] = brought(hook.read(posted({text: 'x'.repeat(9_000), id: 'y'.repeat(900)})));
    expect(told).toMatchObject({text: `${'x'.repeat(3_999)}…`, id: `${'y'.repeat(255)}…`});
  });

  test.each([
    ['no text', {}, 'The body has no `text` that says what was changed.'],
    ['blank text', {text: ' \n'}, 'The body has no `text` that says what was changed.'],
    ['a list', [], 'The body is not an object.'],
    ['labels that are none', {text: 'x', labels: 'a'}, '`labels` is not an object.'],
    ['a time that is none', {text: 'x', on: 'now'}, expect.stringContaining('`on` is no time')],
  ])('%s is refused with a sentence', (_, body, reason) => {
    expect(hook.read(posted(body))).toEqual({ok: false, status: 400, reason});
  });
});

const GITHUB = {
  action: 'created',
  deployment_status: {
    id: 1155,
    state: 'success',
    creator: {login: 'octocat', type: 'User'},
    description: '',
    environment: 'production',
    created_at: '2026-11-20T17:59:00Z',
    updated_at: '2026-11-20T17:59:00Z',
  },
  deployment: {
    id: 1145,
    sha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
    ref: 'main',
    task: 'deploy',
    environment: 'production',
  },
  repository: {id: 1, name: 'shop', full_name: 'octo/shop'},
  sender: {login: 'octocat'},
};

describe('a deployment at GitHub', () => {
  const github = (body: unknown, event = 'deployment_status', headers = {}) =>
    posted(body, {headers: {'x-github-event': event, ...headers}});
  const inState = (state: string) => ({...GITHUB, deployment_status: {...GITHUB.deployment_status, state}});

  test('is a change of its service', () => {
    expect(brought(hook.read(github(GITHUB)))).toEqual([
      {
        kind: 'change',
        id: 'github:1155',
        text: 'deployed shop main f95f852 to production: success',
        service: 'shop',
        labels: {environment: 'production'},
        on: Date.UTC(2026, 10, 20, 17, 59),
        by: 'octocat',
      },
    ]);
  });

  test('says something in states in which something happens', () => {
    const told = ['queued', 'pending', 'waiting', 'inactive', 'in_progress', 'success', 'failure', 'error'].filter(
      state => brought(hook.read(github(inState(state)))).length > 0,
    );
    expect(told).toEqual(['in_progress', 'success', 'failure', 'error']);
  });

  test('is the only event of GitHub that says something', () => {
    for (const event of ['ping', 'push'])
      expect(hook.read(github({zen: 'x'}, event))).toEqual({ok: true, inbound: [], wake: []});
    expect(hook.read(github({}))).toMatchObject({ok: false, status: 400});
  });

  test('is proven by its signature, where a secret is configured', () => {
    const guarded = hooks.change.open({secrets: ['new', 'old']});
    const sign = (secret: string) =>
      `sha256=${createHmac('sha256', secret).update(JSON.stringify(GITHUB)).digest('hex')}`;
    const sent = (headers: object) => guarded.read(github(GITHUB, 'deployment_status', headers));
    expect(sent({'x-hub-signature-256': sign('old')})).toHaveProperty('ok', true);
    expect(sent({'x-hub-signature-256': sign('other')})).toMatchObject({status: 403});
    expect(sent({})).toMatchObject({status: 401});
    expect(guarded.proves(github(GITHUB))).toBe(true);
    expect(hook.proves(github(GITHUB))).toBe(false);
  });
});

const GITLAB = {
  object_kind: 'deployment',
  status: 'success',
  status_changed_at: '2026-11-20 18:59:00 +0100',
  deployment_id: 15,
  deployable_id: 796,
  deployable_url: 'http://gitlab.example/shop/-/jobs/796',
  environment: 'staging',
  environment_tier: 'staging',
  project: {id: 30, name: 'shop', path_with_namespace: 'team/shop'},
  short_sha: '279484c0',
  user: {id: 1, name: 'Ana', username: 'ana'},
  ref: 'main',
};

describe('a deployment at GitLab', () => {
  const gitlab = (body: unknown, headers = {}) =>
    posted(body, {headers: {'x-gitlab-event': 'Deployment Hook', ...headers}});

  test('is a change of its service', () => {
    expect(brought(hook.read(gitlab(GITLAB)))).toEqual([
      {
        kind: 'change',
        id: 'gitlab:15:success',
        text: 'deployed shop main 279484c0 to staging: success',
        service: 'shop',
        labels: {environment: 'staging'},
        on: Date.UTC(2026, 10, 20, 17, 59),
        by: 'ana',
      },
    ]);
  });

  test('says nothing while it is only made, and for other events', () => {
    expect(brought(hook.read(gitlab({...GITLAB, status: 'created'})))).toEqual([]);
    expect(brought(hook.read(gitlab({object_kind: 'push'})))).toEqual([]);
    expect(hook.read(gitlab({...GITLAB, deployment_id: null}))).toMatchObject({status: 400});
  });

  test('is proven by its token, where a secret is configured', () => {
    const guarded = hooks.change.open({secrets: ['s']});
    expect(guarded.read(gitlab(GITLAB, {'x-gitlab-token': 's'}))).toHaveProperty('ok', true);
    expect(guarded.read(gitlab(GITLAB, {'x-gitlab-token': 't'}))).toMatchObject({status: 403});
    expect(guarded.read(gitlab(GITLAB))).toMatchObject({status: 401});
  });
});

test('others have only the token of the relay to prove themselves with', () => {
  expect(hooks.change.open({secrets: ['s']}).proves(posted({text: 'x'}))).toBe(false);
  expect(hook.source).toBeUndefined();
});
