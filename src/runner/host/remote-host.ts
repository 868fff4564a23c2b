import {writeFile} from 'node:fs/promises';
import type {RunRequest} from '../../core/runbook/run.js';
import {maskSecrets} from '../../lib/mask-secrets.js';
import {OperatorError} from '../../lib/operator-error.js';
import {safeName} from '../paths.js';
import {prelude} from '../prelude.js';
import {readPlace} from '../read-place.js';
import {enterArgs, placePayload, removePayload, runPayload} from '../scripts/payloads.js';
import type {Host} from './host.js';
import {
  forgetRemote,
  forgetSession,
  isFresh,
  knownRemote,
  makeRemote,
  type Remote,
  type RemoteOptions,
} from './remote-folder.js';
import {call, lastWords} from './remote-link.js';
import {followRemote, launchRemote} from './remote-run.js';
import {withTerminal} from './with-terminal.js';

/**
 * What `via` leads to. Output, state and the statement's process group live there, in a 0700 folder of the user, so that
 * a dropped line neither ends a statement nor loses its state, and of the state nothing leaves that machine but what
 * has to be masked. Everything goes there by standard input: it is in no argv, and no shell on the way takes it apart.
 */
export function remoteHost(options: RemoteOptions): Host {
  const {via} = options;
  const open = opener(options);
  const openOrThrow = async () => {
    const there = await open();
    if (typeof there === 'string') throw unreachable(via, there);
    return there;
  };
  const done = new Set<string>();
  const shared = {...options, lose: () => forgetRemote(options), fetched: (run: string) => void done.add(run)};
  return {
    async launch(files, request) {
      const there = await open();
      if (typeof there === 'string') return there;
      await writeFile(files.statement, request.text, {mode: 0o600});
      await writeFile(files.payload, await uploadOf(options, {request, there, mode: 'start', done: taken(done)}), {
        mode: 0o600,
      });
      return launchRemote(files, {...shared, there, run: safeName(request.run)});
    },
    async follow(files, record) {
      return followRemote(files, {...shared, there: await knownRemote(options), run: safeName(record.run)});
    },
    async place(session, names) {
      const there = await openOrThrow();
      const {stdout, stderr} = await call(options, placePayload(there.dir, safeName(session), names));
      const place = readPlace(stdout.toString());
      if (stderr.includes('wk-gone')) await shared.lose();
      if (place === undefined) throw unreachable(via, lastWords(stderr));
      return {...place, via, environment: there.from};
    },
    async interactive(files, request) {
      const there = await openOrThrow();
      await writeFile(files.statement, request.text, {mode: 0o600});
      const {stderr} = await call(options, await uploadOf(options, {request, there, mode: 'keep', done: taken(done)}));
      if (stderr.includes('wk-gone')) await shared.lose();
      if (!stderr.includes('wk-ready')) throw unreachable(via, lastWords(stderr));
      const [file = '', ...args] = withTerminal(via);
      return {file, args: [...args, ...enterArgs(there.dir, safeName(request.run), safeName(request.session))]};
    },
    async forget(session) {
      const there = await knownRemote(options);
      if (there === undefined) return;
      await call(options, removePayload(there.dir, safeName(session), taken(done)));
      await forgetSession(options, safeName(session));
    },
  };
}

/** One folder there, made once. */
function opener(options: RemoteOptions): () => Promise<Remote | string> {
  let making: Promise<Remote | string> | undefined;
  return async () => {
    const known = await knownRemote(options);
    if (known !== undefined) return known;
    making ??= makeRemote(options).finally(() => {
      making = undefined;
    });
    return making;
  };
}

interface Upload {
  readonly request: RunRequest;
  readonly there: Remote;
  readonly mode: 'start' | 'keep';
  readonly done: readonly string[];
}

function taken(names: Set<string>): readonly string[] {
  const all = [...names];
  names.clear();
  return all;
}

async function uploadOf(options: RemoteOptions, {request, there, mode, done}: Upload): Promise<Buffer> {
  const session = safeName(request.session);
  const fresh = await isFresh(options, session);
  const head = prelude(request, {secrets: options.secrets, cwd: ''});
  const where = {dir: there.dir, run: safeName(request.run), session, fresh, mode, done};
  return runPayload(where, {prelude: head, statement: request.text});
}

function unreachable(via: readonly string[], why: string): OperatorError {
  const way = maskSecrets(via.join(' '), {kind: 'statement'});
  const hint = `Try it by hand: ${way} true. It must not ask for anything, and must pass standard input on.`;
  return new OperatorError(`cannot run statements through ${way}: ${why}`, {hint});
}
