import {expect, test} from 'vitest';
import {askAgain} from '../../../src/core/runbook/asked-again.js';
import {askedRun, type Candidate, placeOf, type RunAsked} from '../../../src/core/runbook/asked-run.js';
import type {RunPlace} from '../../../src/core/runbook/run.js';
import {classifyIn} from '../../../src/runbooks/classify/classify.js';
import {pointsIn} from '../../../src/runbooks/points/points-in.js';

const HERE: RunPlace = {host: 'h', user: 'u', cwd: '/', kubeContext: 'eu-prod'};

/** A statement that was asked about where its place can be switched afterwards. */
async function asking(text: string, over: {where?: RunPlace; labels?: Readonly<Record<string, string>>} = {}) {
  const place = {now: over.where ?? HERE, trouble: undefined as string | undefined};
  const desk = {
    judge: (statement: string, note: Candidate['note'], variables: Readonly<Record<string, string>>) => ({
      ...classifyIn(statement, {variables, carried: note.carried}),
      points: pointsIn(statement, variables, note.carried),
    }),
    redact: (shown: string) => shown.replaceAll('hunter2', '••••'),
    async place() {
      if (place.trouble !== undefined) throw new Error(place.trouble);
      return place.now;
    },
  };
  const candidate: Candidate = {
    walk: 'w',
    step: 's',
    title: 'S',
    statement: 's.1',
    text,
    edited: false,
    before: [],
    note: {language: 'bash'},
    terminal: false,
  };
  const filling = {ok: true, text, values: [], env: {}, warnings: []} as const;
  const found = await placeOf(desk, {candidate, filling});
  const asked = askedRun(desk, {candidate, filling, place: found, labels: over.labels ?? {cluster: 'eu-prod'}});
  return {asked, place, again: (one: RunAsked = asked) => askAgain(desk, one)};
}

test('a place that is as it was shown is not asked about again', async () => {
  const {again} = await asking('kubectl rollout restart deploy/x');
  expect(await again()).toBeUndefined();
});

test('a context that was switched while the question stood is told, and its name is demanded', async () => {
  const {asked, place, again} = await asking('kubectl rollout restart deploy/x');
  expect(asked.demand).toEqual({how: 'y'});
  place.now = {...HERE, kubeContext: 'us-prod'};
  const now = await again();
  expect(now?.again?.changed).toEqual(['kube context was eu-prod when this was asked, and is us-prod now']);
  expect(now?.place.kubeContext).toBe('us-prod');
  expect(now?.demand).toMatchObject({how: 'type', word: 'us-prod'});
});

test('a statement that names its context itself is not asked about again when another one is switched', async () => {
  const {place, again} = await asking('kubectl --context eu-prod get pods');
  place.now = {...HERE, kubeContext: 'us-prod'};
  expect(await again()).toBeUndefined();
});

test.each([
  [{host: 'other'}, 'host was h when this was asked, and is other now'],
  [{cwd: '/tmp'}, 'folder was / when this was asked, and is /tmp now'],
  [{cloudProfile: 'aws prod'}, 'cloud profile was not set when this was asked, and is aws prod now'],
  [{dockerContext: 'us'}, 'docker context was not set when this was asked, and is us now'],
])('of %j that changed it says what it was and is', async (changed, sentence) => {
  const {place, again} = await asking('uptime');
  place.now = {...HERE, ...changed};
  expect((await again())?.again?.changed).toEqual([sentence]);
});

test('a variable of the shell that makes it destroy by now is asked about as what destroys', async () => {
  const {place, again} = await asking('find /srv $OPTS', {where: {...HERE, variables: {OPTS: 'web-logs'}}});
  place.now = {...HERE, variables: {OPTS: '-type f -delete'}};
  const now = await again();
  expect(now?.verdict.level).toBe('destructive');
  expect(now?.again?.changed).toHaveLength(1);
  expect(now?.demand.how).toBe('type');
});

test('a place that cannot be looked up now is asked about as not known, once', async () => {
  const {place, again} = await asking('kubectl rollout restart deploy/x');
  place.trouble = 'the shell with hunter2 gave no answer';
  const now = await again();
  expect(now?.place.kubeContext).toContain('not known');
  expect(now?.demand).toMatchObject({how: 'type', word: 'unknown'});
  expect(now?.again?.changed.join()).toContain('the shell with •••• gave no answer');
  expect(await again(now)).toBeUndefined();
});

test('what only reads wants a y where its place cannot be looked up', async () => {
  const {asked, place, again} = await asking('uptime', {labels: {}});
  expect(asked.demand).toEqual({how: 'enter'});
  place.trouble = 'no answer';
  expect((await again())?.demand).toEqual({how: 'y'});
});

test('a place that was not known and is known by now is asked about once more', async () => {
  const {place, again} = await asking('kubectl get pods');
  place.trouble = 'no answer';
  const unknown = await again();
  place.trouble = undefined;
  const known = await again(unknown);
  expect(known?.place.kubeContext).toBe('eu-prod');
  expect(known?.demand).toEqual({how: 'enter'});
  expect(known?.again?.changed.join()).toContain('and is eu-prod now');
});
