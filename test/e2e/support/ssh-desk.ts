import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type PostedAlert, postAlerts, startAlertmanager, tempDir} from '../../support/real.js';
import {startSshd} from '../../support/real-sshd.js';
import {olderAlertmanager} from './aged.js';
import {openPane, type Pane} from './tmux.js';

/** What has to be installed. */
export const SSH_DESK_NEEDS = ['tmux', 'bash', 'sshd', 'ssh', 'ssh-keygen', 'prometheus-alertmanager'] as const;

/** An operator in front of tmux, with their account behind a real sshd and a real Alertmanager beyond. */
export interface SshDesk {
  /** A shell here; `./there` opens the cockpit there. */
  readonly pane: Pane;
  readonly state: string;
  /** What the step of the runbook that changes something leaves. */
  readonly mended: string;
  post(alerts: readonly PostedAlert[]): Promise<void>;
  /** The silences that Alertmanager has, the expired ones too. */
  silences(): Promise<readonly HeldSilence[]>;
  /** What was sent to a target, a text each time it was called. */
  sentTo(target: 'second' | 'room'): readonly string[];
  close(): Promise<void>;
}

export interface HeldSilence {
  readonly createdBy: string;
  readonly comment: string;
  readonly status: {readonly state: string};
}

const RUNBOOK = (mended: string) => `# Runbook: CheckoutErrorRate

**Alert Name:** CheckoutErrorRate

## Look

\`\`\`bash
for i in 1 2 3 4 5; do echo "line $i of <service>"; sleep 0.4; done
\`\`\`

## Mend

\`\`\`bash
touch ${mended} && echo mended
\`\`\`
`;

/** `bin` is the program that runs there. */
export async function openSshDesk(options: {
  readonly bin: string;
  readonly cols: number;
  readonly rows: number;
}): Promise<SshDesk> {
  const home = tempDir();
  const at = (name: string) => path.join(home, name);
  const server = await startAlertmanager();
  const passage = await olderAlertmanager(server.url);
  const sshd = await startSshd();
  for (const folder of ['books', 'second', 'room', 'state']) mkdirSync(at(folder), {mode: 0o700});
  writeFileSync(at('books/checkout.md'), RUNBOOK(at('mended')));
  // A file for each call, so that nothing sent twice looks like once.
  for (const name of ['second', 'room']) {
    writeFileSync(at(`to-${name}`), `#!/bin/sh\ncat > '${at(name)}'/"$(date +%s%N)"\n`, {mode: 0o755});
  }
  writeFileSync(at('config.yaml'), configOf(passage.url, at));
  const env = `HOME='${home}' WK_CONFIG='${at('config.yaml')}' WK_STATE='${at('state')}' LANG=C.UTF-8`;
  const command = `cd '${home}' && env ${env} '${process.execPath}' '${options.bin}'`;
  const [ssh = 'ssh', ...words] = sshd.via;
  const line = [ssh, '-tt', ...words].map(word => `'${word}'`).join(' ');
  writeFileSync(at('there'), `#!/bin/sh\n${line} "${command}"\necho "code $?"\n`, {mode: 0o755});
  const pane = openPane({...options, cwd: home});
  return {
    pane,
    state: at('state'),
    mended: at('mended'),
    post: alerts => postAlerts(server.url, alerts),
    silences: async () => (await (await fetch(`${server.url}/api/v2/silences`)).json()) as readonly HeldSilence[],
    sentTo: target =>
      readdirSync(at(target))
        .sort()
        .map(name => readFileSync(path.join(at(target), name), 'utf8')),
    async close() {
      pane.close();
      await sshd.stop();
      await passage.close();
      await server.stop();
    },
  };
}

function configOf(url: string, at: (name: string) => string): string {
  return [
    'operator: ana',
    `alertmanagers: [{name: eu, urls: ["${url}"], poll: 1s, grace: 2s}]`,
    'severity: {label: severity, map: {critical: P1, warning: P3}}',
    `runbooks: {roots: ["${at('books')}"]}`,
    'targets:',
    `  second: {kind: command, command: ["${at('to-second')}"]}`,
    `  room: {kind: command, command: ["${at('to-room')}"]}`,
    'escalation: {all: {levels: [{name: second, after: 30m, to: [second]}]}}',
    '',
  ].join('\n');
}
