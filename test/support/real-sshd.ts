import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {userInfo} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {findBinary, tempDir} from './real.js';

/** An sshd of this test alone, on loopback, for the user who runs the tests. */
export interface RealSshd {
  /** The words that lead there. */
  readonly via: readonly string[];
  /** Folder that a login there takes for temporary files. */
  readonly tmp: string;
  /** Cuts every line there is, as a network would; new ones work. */
  cut(): Promise<void>;
  stop(): Promise<void>;
}

/** Keys, host key and configuration live in the test's own folder. */
export async function startSshd(): Promise<RealSshd> {
  const folder = tempDir();
  const file = (name: string) => path.join(folder, name);
  for (const key of ['host', 'user']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(key)]);
  }
  const tmp = file('tmp');
  mkdirSync(tmp, {mode: 0o700});
  writeFileSync(file('authorized'), execFileSync('cat', [file('user.pub')]));
  for (const name of ['authorized', 'user', 'host']) chmodSync(file(name), 0o600);
  const port = await freePort();
  const config = [
    `ListenAddress 127.0.0.1:${port}`,
    `HostKey ${file('host')}`,
    `AuthorizedKeysFile ${file('authorized')}`,
    `PidFile ${file('pid')}`,
    `SetEnv TMPDIR=${tmp}`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'PermitRootLogin yes',
  ];
  writeFileSync(file('sshd_config'), `${config.join('\n')}\n`);
  // It wants a folder that only the system's own start makes.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', {recursive: true, mode: 0o755});
  const sshd = spawn(findBinary('sshd') ?? 'sshd', ['-D', '-e', '-f', file('sshd_config')], {stdio: 'ignore'});
  process.once('exit', () => sshd.kill('SIGKILL'));
  await untilOpen(port);
  const options = ['-F', 'none', '-i', file('user'), '-p', String(port)];
  const quiet = ['BatchMode=yes', 'StrictHostKeyChecking=no', `UserKnownHostsFile=${file('known')}`, 'LogLevel=ERROR'];
  const via = ['ssh', ...options, ...quiet.flatMap(option => ['-o', option]), `${userInfo().username}@127.0.0.1`];
  return {
    via,
    tmp,
    async cut() {
      for (const pid of childrenOf(sshd.pid ?? 0)) process.kill(pid, 'SIGKILL');
    },
    async stop() {
      const ended = once(sshd, 'exit');
      sshd.kill();
      await ended;
    },
  };
}

/** The processes that serve one line each. */
function childrenOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], {encoding: 'utf8'}).trim().split('\n');
  const pairs = listed.map(row => row.trim().split(/\s+/).map(Number));
  const direct = pairs.filter(([, parent]) => parent === pid).map(([child]) => child ?? 0);
  return direct;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the kernel gave no port');
  return address.port;
}

async function untilOpen(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
    await sleep(30);
  }
  throw new Error('sshd does not listen');
}
