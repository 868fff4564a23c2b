import type {Env} from '../../config/places.js';
import type {CommandContext} from '../context.js';

type Parts = Pick<
  CommandContext,
  'writeHandoff' | 'writeBundle' | 'readBundle' | 'runCheck' | 'testAlert' | 'handoffFormats' | 'messages' | 'editText'
>;

/** What commands write for others to read, each loaded when it is needed. */
export function handoffParts({env, signal}: {readonly env: Env; readonly signal: AbortSignal}): Parts {
  return {
    writeHandoff: async (config, state, ask) =>
      (await import('./handoff.js')).handoffOf(config, state, {...ask, env, signal}),
    writeBundle: async (config, {shift}, {handoff: {from, operator}, shift: id}) => {
      const [{bundleText}, {readLog}] = await Promise.all([import('./bundle.js'), import('./reading.js')]);
      const {facts} = await readLog(config);
      return bundleText(facts, shift, {operator, from, ...(id === undefined ? {} : {shift: id})});
    },
    readBundle: async path => (await import('./bundle.js')).readBundle(path),
    runCheck: async (config, command) => (await import('./run-check.js')).runCheck(command, {config, env}),
    testAlert: async config => {
      const [{prepareTestAlert}, {systemClock}] = await Promise.all([
        import('./test-alert.js'),
        import('../../lib/node/system-clock.js'),
      ]);
      return prepareTestAlert({config, env, clock: systemClock, signal});
    },
    handoffFormats: async () => (await import('./handoff-formats.js')).handoffFormats,
    editText: async (config, text, name) =>
      (await import('./edit-text.js')).editText(text, name, {config, env, isTTY: process.stdin.isTTY === true}),
    messages: async ({templates}) => (await import('./messages.js')).openMessages(templates),
  };
}
