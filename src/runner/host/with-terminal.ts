import path from 'node:path';

/** The wrapper so that it gives the other side a terminal, for the wrappers that have to be asked. */
export function withTerminal(via: readonly string[]): readonly string[] {
  const [program = '', ...args] = via;
  const name = path.basename(program);
  if (name === 'ssh') return [program, '-t', ...args];
  const exec = args.indexOf('exec');
  if (exec === -1 || !['docker', 'podman', 'nerdctl', 'kubectl', 'oc'].includes(name)) return via;
  return [program, ...args.slice(0, exec + 1), '-i', '-t', ...args.slice(exec + 1)];
}
