import type {Finding, Invocation} from './invocation.js';

/** Options of ssh that run something on this machine, or may. */
export function sshOptions(name: string, {words}: Invocation): readonly Finding[] {
  if (name !== 'ssh') return [];
  const given = words.flatMap(({value}, at) => {
    if (value === '-o') return [words[at + 1]?.value ?? ''];
    return /^-o./.test(value) ? [value.slice(2)] : [];
  });
  const strange = given.find(option => !SSH_SAYS_HOW.test(option));
  return strange === undefined
    ? []
    : [{level: 'changes', reason: `ssh -o ${strange} may run a command on this machine`, known: true}];
}

const SSH_SAYS_HOW =
  /^(?:StrictHostKeyChecking|UserKnownHostsFile|GlobalKnownHostsFile|HashKnownHosts|ConnectTimeout|ConnectionAttempts|BatchMode|LogLevel|ServerAlive\w+|TCPKeepAlive|IdentitiesOnly|IdentityFile|IdentityAgent|\w*Authentication\w*|PreferredAuthentications|User|Port|HostName|HostKeyAlias|Forward\w+|GSSAPI\w+|ProxyJump|Control(?:Master|Path|Persist)|AddressFamily|BindAddress|RequestTTY|Compression|\w+Algorithms|PubkeyAccepted\w+|Ciphers|MACs|VerifyHostKeyDNS|CheckHostIP|UpdateHostKeys|NumberOfPasswordPrompts|AddKeysToAgent|CanonicalizeHostname|SendEnv|EscapeChar|VisualHostKey)[ =]/i;
