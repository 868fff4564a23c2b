import {expect, test} from 'vitest';
import {askedRun, type Candidate, placeOf, whyNotFilled} from '../../../src/core/runbook/asked-run.js';
import {classify, classifyIn} from '../../../src/runbooks/classify/classify.js';
import {pointsIn} from '../../../src/runbooks/points/points-in.js';

const CANDIDATE: Candidate = {
  walk: 'w',
  step: 's',
  title: 'S',
  statement: 's.1',
  text: 'kubectl --context "$CTX" delete pod x',
  edited: false,
  before: ['CTX=staging-us'],
  note: {language: 'bash'},
  terminal: false,
};

test('a context in a variable that an earlier statement set is named, and held against the alert', async () => {
  const names: string[] = [];
  const desk = {
    judge: (text: string, _note: unknown, variables: Readonly<Record<string, string>>) => ({
      ...classify(text, undefined, variables),
      points: pointsIn(text, variables),
    }),
    redact: (text: string) => text,
    async place(_session: string, asked: readonly string[]) {
      names.push(...asked);
      return {host: 'h', user: 'u', cwd: '/', kubeContext: 'prod-eu', variables: {CTX: 'staging-us'}};
    },
  };
  const filling = {ok: true, text: CANDIDATE.text, values: [], env: {}, warnings: []} as const;
  const place = await placeOf(desk, {candidate: CANDIDATE, filling});
  expect(names).toContain('CTX');
  const asked = askedRun(desk, {candidate: CANDIDATE, filling, place, labels: {cluster: 'prod-eu'}});
  expect(asked.place).toEqual({host: 'h', user: 'u', cwd: '/', kubeContext: 'staging-us'});
  expect(asked.demand).toMatchObject({how: 'type', word: 'staging-us x'});
});

test('several reasons why a statement is not filled do not run into each other', () => {
  const missing = [{raw: '<dir>', name: 'dir', kind: 'angle', range: [0, 5], secret: false} as const];
  expect(whyNotFilled({ok: false, refusals: ['$A: only digits may stand there', 'B is odd.'], missing})).toBe(
    '$A: only digits may stand there; B is odd; <dir> needs a value.',
  );
});

test('a variable that could hold an option is asked for, and the level is that of what it holds', async () => {
  const candidate = {...CANDIDATE, text: 'find /srv $OPTS'};
  const filling = {ok: true, text: candidate.text, values: [], env: {}, warnings: []} as const;
  const levelWith = async (OPTS: string) => {
    const desk = {
      judge: (text: string, _note: unknown, variables: Readonly<Record<string, string>>) =>
        classifyIn(text, {variables, plain: new Set()}),
      redact: (text: string) => text,
      async place(_session: string, asked: readonly string[]) {
        return {host: 'h', user: 'u', cwd: '/', variables: asked.includes('OPTS') ? {OPTS} : {}};
      },
    };
    const place = await placeOf(desk, {candidate, filling});
    const asked = askedRun(desk, {candidate, filling, place, labels: {}});
    expect(JSON.stringify(asked.place)).not.toContain(OPTS);
    return asked.verdict.level;
  };
  expect(await levelWith('web-logs')).toBe('reads');
  expect(await levelWith('-type f -delete')).toBe('destructive');
});

test('the variables of a function that an earlier statement defined are asked for, and the function is followed', async () => {
  const rounds: (readonly string[])[] = [];
  const carried = {
    functions: ['kk'],
    definitions: 'kk ()\n{\n    kubectl $F get pods\n}\n',
    aliases: [],
    variables: ['F'],
  };
  const desk = {
    judge: (text: string, note: Candidate['note'], variables: Readonly<Record<string, string>>) => ({
      ...classifyIn(text, {variables, carried: note.carried}),
      points: pointsIn(text, variables, note.carried),
    }),
    redact: (text: string) => text,
    async place(_session: string, asked: readonly string[]) {
      rounds.push(asked);
      const variables = asked.includes('F') ? {F: '--context us-prod'} : {};
      return {host: 'h', user: 'u', cwd: '/', kubeContext: 'eu-prod', carried, variables};
    },
  };
  const candidate = {...CANDIDATE, text: 'kk'};
  const filling = {ok: true, text: 'kk', values: [], env: {}, warnings: []} as const;
  const place = await placeOf(desk, {candidate, filling});
  expect(rounds.map(names => names.includes('F'))).toEqual([false, true]);
  const asked = askedRun(desk, {candidate, filling, place, labels: {cluster: 'eu-prod'}});
  expect(asked.place.kubeContext).toBe('us-prod');
  expect(asked.demand).toMatchObject({how: 'type', word: 'us-prod kubectl'});
});

test('no secret of a statement is in what is said of a place that is not known', () => {
  const text = 'source <(unseal hunter2) && kubectl get pods';
  const judge = () => ({...classify(text), points: pointsIn(text)});
  const desk = {judge, redact: (shown: string) => shown.replaceAll('hunter2', '••••')};
  const filling = {ok: true, text, values: [], env: {}, warnings: []} as const;
  const place = {host: 'h', user: 'u', cwd: '/', kubeContext: 'eu-prod'};
  const asked = askedRun(desk, {candidate: {...CANDIDATE, text}, filling, place, labels: {cluster: 'eu-prod'}});
  expect(asked.place.kubeContext).toBe('not known: source <(unseal ••••)');
  expect(JSON.stringify([asked.place, asked.demand, asked.verdict])).not.toContain('hunter2');
});
