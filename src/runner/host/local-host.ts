import {rm, writeFile} from 'node:fs/promises';
import type {RunRequest} from '../../core/runbook/run.js';
import {privateFolder} from '../../lib/node/files.js';
import {OperatorError} from '../../lib/operator-error.js';
import {assignments} from '../bash-words.js';
import {findBash, NO_BASH} from '../find-bash.js';
import type {PreparedEnvironment} from '../login-environment.js';
import {type RunFiles, sessionFolder} from '../paths.js';
import {prelude} from '../prelude.js';
import {installScripts} from '../scripts/install.js';
import {statementArgs} from '../scripts/run-statement.js';
import type {Host} from './host.js';
import {askPlace} from './local-place.js';
import {followLocal, launchLocal} from './local-run.js';
import type {LocalTools} from './local-tools.js';

export interface LocalOptions {
  readonly root: string;
  readonly environment: () => Promise<PreparedEnvironment>;
  readonly secrets: readonly string[];
  /** Where a walk begins. */
  readonly cwd: string;
  /** ms between TERM and KILL. */
  readonly grace: number;
}

/** This machine. */
export function localHost(options: LocalOptions): Host {
  const folderOf = (session: string) => sessionFolder(options.root, session);
  const prepare = async (files: RunFiles, request: RunRequest) => {
    await privateFolder(folderOf(request.session));
    await writeFile(files.statement, request.text, {mode: 0o600});
    const text = prelude(request, {secrets: options.secrets, cwd: options.cwd});
    await writeFile(files.prelude, text, {mode: 0o600});
  };
  return {
    async launch(files, request) {
      const tools = await findTools(options);
      if (tools === undefined) return NO_BASH;
      await prepare(files, request);
      return launchLocal(files, {tools, grace: options.grace, run: request.run, session: folderOf(request.session)});
    },
    follow: (files, record) => followLocal(files, record.run, options.grace),
    async place(session, names) {
      const tools = await toolsOrThrow(options);
      return askPlace(tools, {session: folderOf(session), cwd: options.cwd, names});
    },
    async interactive(files, request) {
      const tools = await toolsOrThrow(options);
      await prepare(files, request);
      const {variables} = tools.environment;
      const named = Object.entries(variables).filter(([name]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
      await writeFile(files.env, assignments(Object.fromEntries(named), 'export '), {mode: 0o600});
      const folders = {run: files.folder, session: folderOf(request.session)};
      return {file: tools.bash, args: statementArgs(folders, tools.scripts)};
    },
    forget: session => rm(folderOf(session), {recursive: true, force: true}),
  };
}

async function findTools(options: LocalOptions): Promise<LocalTools | undefined> {
  const environment = await options.environment();
  const bash = await findBash(environment.variables.PATH ?? '');
  if (bash === undefined) return undefined;
  return {bash, environment, scripts: await installScripts(options.root)};
}

async function toolsOrThrow(options: LocalOptions): Promise<LocalTools> {
  const tools = await findTools(options);
  if (tools === undefined) throw new OperatorError(NO_BASH, {hint: 'Install bash 3.2 or newer.'});
  return tools;
}
