import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {afterAll, onTestFinished} from 'vitest';

export interface Program {
  readonly child: ChildProcess;
  /** The next line it prints; rejects when it ends before that. */
  line(): Promise<string>;
  /** Every further line until it ends. */
  rest(): Promise<string[]>;
  kill(signal: NodeJS.Signals): void;
}

const folder = mkdtempSync(join(tmpdir(), 'wk-programs-'));
const built = new Map<string, Promise<string>>();
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** Starts `programs/<name>.ts` as a process of its own, by this Node or another command that is given its path. */
export async function start(
  name: string,
  args: readonly string[],
  [command, ...before]: readonly [string, ...string[]] = [process.execPath],
): Promise<Program> {
  const path = await bundled(name);
  const env = {...process.env, UV_THREADPOOL_SIZE: '1'};
  const child = spawn(command, [...before, path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(before.length === 0 ? {} : {env}),
  });
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return {
    child,
    async line() {
      const {done, value} = await lines.next();
      if (done === true) throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}`);
      return value;
    },
    async rest() {
      const all: string[] = [];
      for (let next = await lines.next(); next.done !== true; next = await lines.next()) all.push(next.value);
      return all;
    },
    kill: signal => void child.kill(signal),
  };
}

function bundled(name: string): Promise<string> {
  const known = built.get(name);
  if (known !== undefined) return known;
  const made = bundle(name);
  built.set(name, made);
  return made;
}

async function bundle(name: string): Promise<string> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return outfile;
}
