import {spawn} from 'node:child_process';
import {once} from 'node:events';

/** A command line to time, the program first. */
export type CommandLine = readonly [string, ...string[]];

export const BARE_NODE: CommandLine = [process.execPath, '-e', '0'];

/** Certificates or options of the caller would slow Node's own start, and make ours look small beside it. */
const BARE_ENV = {PATH: process.env.PATH ?? '', HOME: '/nonexistent', LANG: 'C.UTF-8'};

/** The median wall-clock ms of each command, run in turns so that a busy machine slows all of them alike. */
export async function medianTimes(commands: readonly CommandLine[], turns: number): Promise<readonly number[]> {
  for (const command of commands) await timeOf(command);
  const times = commands.map((): number[] => []);
  for (let turn = 0; turn < turns; turn++) {
    for (const [index, command] of commands.entries()) times[index]?.push(await timeOf(command));
  }
  return times.map(median);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

async function timeOf([file, ...args]: CommandLine): Promise<number> {
  const started = performance.now();
  const child = spawn(file, args, {stdio: ['ignore', 'ignore', 'pipe'], env: BARE_ENV});
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', text => said.push(text));
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code ?? signal}: ${said.join('')}`);
  return performance.now() - started;
}
