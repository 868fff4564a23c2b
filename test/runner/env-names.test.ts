import {expect, test} from 'vitest';
import {childEnvironment, refusedName} from '../../src/runner/env-names.js';

test.each(['POD', 'NAMESPACE', 'pod_name', 'INSTANCE', 'SERVICE', 'X1'])('%s may be given to a statement', name => {
  expect(refusedName(name)).toBeUndefined();
});

test.each([
  ...['PATH', 'HOME', 'IFS', 'ENV', 'BASH_ENV', 'BASH_FUNC_ls', 'LD_PRELOAD', 'DYLD_INSERT_LIBRARIES', 'PS4'],
  ...['PROMPT_COMMAND', 'SHELLOPTS', 'NODE_OPTIONS', 'GIT_SSH_COMMAND', 'KUBECONFIG', 'PAGER', 'EDITOR', '__wk_cwd'],
  ...['WATCHKEEPER_RUN', '', '1A', 'a-b', 'a b', 'A=B', 'é'],
])('%j may not', name => {
  expect(refusedName(name)).toBeTypeOf('string');
});

test('the environment of a child has neither our secrets nor what would change our shells', () => {
  const env = {A: '1', TOKEN: 'x', BASH_ENV: '/x', SHELLOPTS: 'xtrace', GONE: undefined};
  expect(childEnvironment(env, ['TOKEN'])).toEqual({A: '1'});
});
