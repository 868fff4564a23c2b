import {OperatorError} from '../../lib/operator-error.js';
import {plainText} from '../../lib/plain-text.js';
import type {PrintOptions} from './print-options.js';

const PROGRAM = ['/usr/local/bin/wk'];
const LISTEN = '127.0.0.1:9095';
const CONFIG = '/etc/watchkeeper/config.yaml';

/** A unit that runs the relay as a user of its own with next to no rights. Throws OperatorError for a path it cannot hold. */
export function systemdUnit({tokenFile, listen = LISTEN, program = PROGRAM, redis}: PrintOptions): string {
  const token = tokenFile === undefined ? [] : ['--token-file', `${variable('CREDENTIALS_DIRECTORY')}/token`];
  const [executable = '', ...first] = program;
  const given = [...first, 'relay', '--listen', listen, ...shared(redis)].map(text =>
    argument(text.replaceAll('$', '$$$$')),
  );
  const command = [argument(executable), ...given, ...token, '--state-dir', variable('STATE_DIRECTORY')].join(' ');
  return `# /etc/systemd/system/watchkeeper-relay.service; then: systemctl enable --now watchkeeper-relay
[Unit]
Description=Watchkeeper relay
Wants=network-online.target
After=network-online.target
# It is what brings the alerts: never give up starting it.
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${command}
Restart=always
RestartSec=1s
TimeoutStopSec=20s

# A user that exists while it runs, and a state folder that outlives it: /var/lib/watchkeeper-relay.
DynamicUser=yes
StateDirectory=watchkeeper-relay
StateDirectoryMode=0700
# The configuration is ${CONFIG}.
Environment=XDG_CONFIG_HOME=/etc
UMask=0077
LimitNOFILE=65536
LimitCORE=0
${credential(tokenFile)}
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
# A wk installed below /home cannot be started with this.
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
PrivateUsers=yes
ProtectClock=yes
ProtectHostname=yes
ProtectControlGroups=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
# Refused calls fail instead of ending Node, which tries some and can do without them.
SystemCallErrorNumber=EPERM
# Not MemoryDenyWriteExecute: Node compiles JavaScript while it runs.

[Install]
WantedBy=multi-user.target
`;
}

/** Filled in by systemd, which sets both. */
function variable(name: string): string {
  return `$\{${name}}`;
}

/** Read by systemd as root, so that the file can stay closed to everybody else. */
function credential(tokenFile: string | undefined): string {
  if (tokenFile === undefined) return '# The relay wants no token: it listens on loopback only.\n';
  return `# Read by systemd: the file can belong to root, with mode 0600.\nLoadCredential=token:${path(tokenFile)}\n`;
}

/** In a unit, % begins a specifier. */
function path(file: string): string {
  if (!file.startsWith('/') || /\p{Cc}|\s$/u.test(file))
    throw new OperatorError(`"${plainText(file, {maxLength: 80})}" cannot stand in a unit.`, {
      hint: 'Write the whole path of the file with the token, from / on.',
    });
  return file.replaceAll('%', '%%');
}

/** A word of ExecStart: what is not plain stands in quotes. A single $ begins a variable, but not in the first word. */
function argument(text: string): string {
  if (/\p{Cc}/u.test(text))
    throw new OperatorError(`"${plainText(text, {maxLength: 80})}" cannot stand in a unit.`, {
      hint: 'Write it without control characters.',
    });
  const escaped = text.replaceAll('%', '%%');
  return /^[\w./:@%$+-]+$/.test(escaped) ? escaped : `"${escaped.replace(/["\\]/g, '\\$&')}"`;
}

/** Throws OperatorError for an address with a password: everybody on the machine can read what a program was started with. */
function shared(redis: string | undefined): readonly string[] {
  if (redis === undefined) return [];
  if (URL.canParse(redis) && new URL(redis).password !== '')
    throw new OperatorError('The password of Redis would stand in the command line of the unit.', {
      hint: `Write the address into ${CONFIG} (relay: {redis: ...}), and leave --redis out.`,
    });
  return ['--redis', redis];
}
