import {expect, test} from 'vitest';
import {deskTools} from '../../../src/cli/wire/desk-tools.js';
import type {Config} from '../../../src/config/config.js';

const CONTEXT = {labels: {}, annotations: {}, earlier: [], operator: 'ana', before: []};

function asked(text: string, {env, via = []}: {readonly env: Record<string, string>; readonly via?: string[]}) {
  const config = {runbooks: {via, commands: {}}, auth: {token: {env: 'AM_CRED'}}} as unknown as Config;
  return deskTools(config, env).holes(text, CONTEXT);
}

test('a variable of this environment needs no value', () => {
  expect(asked('rm -rf "$DIR"/*', {env: {DIR: '/srv/old'}})).toEqual([]);
});

test('one that is empty, or that only this machine has while the statement runs elsewhere, does', () => {
  expect(asked('rm -rf "$DIR"/*', {env: {DIR: ''}})).toHaveLength(1);
  const [hole] = asked('rm -rf "$DIR"/*', {env: {DIR: '/srv/old'}, via: ['ssh', 'db-1']});
  expect(hole?.candidates).toMatchObject([{value: '/srv/old', source: {kind: 'environment', name: 'DIR'}}]);
});

test('our own secrets are neither there nor offered', () => {
  expect(asked('show "$AM_CRED"', {env: {AM_CRED: 'x'}})).toMatchObject([{candidates: []}]);
});

test('what has not run sets nothing', () => {
  const config = {runbooks: {via: [], commands: {}}} as unknown as Config;
  const tools = deskTools(config, {});
  expect(tools.holes('rm -rf "$DIR"/*', CONTEXT)).toHaveLength(1);
  expect(tools.holes('rm -rf "$DIR"/*', {...CONTEXT, before: ['DIR=$(mktemp -d)']})).toEqual([]);
});

test('a variable that the place behind via is known to have needs no value', () => {
  const config = {runbooks: {via: ['ssh', 'db-1'], commands: {}}} as unknown as Config;
  const there = new Set<string>();
  const tools = deskTools(config, {}, there);
  expect(tools.variables('echo $SSH_CONNECTION "$HOME" $DIR')).toEqual(['SSH_CONNECTION', 'DIR']);
  there.add('SSH_CONNECTION');
  const holes = tools.holes('echo $SSH_CONNECTION "$HOME" $DIR', CONTEXT);
  expect(holes.map(({placeholder}) => placeholder.raw)).toEqual(['$DIR']);
});

test('a value lowers nothing: a statement whose verb is a hole stays what it is without it', () => {
  const config = {runbooks: {via: [], commands: undefined}} as unknown as Config;
  const tools = deskTools(config, {});
  const levelWith = (text: string, value: string) => {
    const values = [{placeholder: '<x>', value, source: {kind: 'label', name: 'x'} as const, secret: false}];
    const filling = tools.fill(text, values, []);
    return tools.judge(filling.ok ? filling.text : '', {language: 'bash'}, {});
  };
  const status = levelWith('systemctl <x> nginx', 'status');
  expect(status).toMatchObject({level: 'destructive', resource: 'systemctl'});
  expect(status.reasons[0]).toBe('as it is written: what systemctl is to do is computed: <x>');
  expect(levelWith('systemctl <x> nginx', 'poweroff').level).toBe('destructive');
  expect(levelWith('systemctl status <x>', 'nginx').level).toBe('reads');
  expect(tools.judge('systemctl status nginx', {language: 'bash'}, {}).level).toBe('reads');
});
