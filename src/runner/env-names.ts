const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Names that decide what a shell or a program does with everything else. */
const DECIDING = new Set(
  (
    'PATH HOME IFS ENV SHELL SHELLOPTS BASHOPTS PS0 PS1 PS2 PS3 PS4 PROMPT_COMMAND CDPATH GLOBIGNORE FIGNORE ' +
    'POSIXLY_CORRECT NODE_OPTIONS NODE_PATH KUBECONFIG PAGER MANPAGER EDITOR VISUAL BROWSER LESSOPEN LESSCLOSE ' +
    'PERL5LIB PERL5OPT PERLLIB RUBYOPT RUBYLIB JAVA_TOOL_OPTIONS CLASSPATH TMPDIR PWD OLDPWD USER LOGNAME UID EUID ' +
    'PPID RANDOM SECONDS LINENO HISTFILE EXECIGNORE TERM TERMCAP TERMINFO SUDO_ASKPASS SSH_ASKPASS SSH_AUTH_SOCK'
  ).split(' '),
);
const DECIDING_FAMILY = /^(BASH|LD_|DYLD_|GIT_|PYTHON|DOCKER_|KUBE|COMP_|LC_|_|WATCHKEEPER_)/;

/** Why a statement may not be given this variable, or undefined where it may. */
export function refusedName(name: string): string | undefined {
  if (!NAME.test(name)) return `${JSON.stringify(name)} is no name for a variable`;
  if (DECIDING.has(name) || DECIDING_FAMILY.test(name)) return `the variable ${name} decides what a shell does`;
  return undefined;
}

/** What would change our own shells before they have read a line; a statement can still set them. */
const OF_SHELLS = new Set([
  'BASH_ENV',
  'ENV',
  'SHELLOPTS',
  'BASHOPTS',
  'POSIXLY_CORRECT',
  'BASH_XTRACEFD',
  'BASH_COMPAT',
]);

/** The environment without our secrets and without what would change our own shells. */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  secrets: readonly string[],
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !OF_SHELLS.has(name) && !secrets.includes(name)) kept[name] = value;
  }
  return kept;
}
