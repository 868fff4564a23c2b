/** What becomes of code in a language. */
export type CodeUse = 'shell' | 'session' | 'sql' | 'unlabelled' | 'output' | 'shown';

const SHELL = new Set(['bash', 'sh', 'shell', 'zsh', 'sh-raw', 'shell-script', 'shellscript']);
const SESSION = new Set(['console', 'shell-session', 'shellsession', 'sh-session', 'bash-session', 'terminal']);
const SQL = new Set(['sql', 'postgresql', 'postgres', 'mysql', 'plsql', 'pgsql']);
const OUTPUT = new Set(['output', 'log', 'logs', 'out', 'stdout']);

export function useOf(language: string): CodeUse {
  if (SHELL.has(language)) return 'shell';
  if (SESSION.has(language)) return 'session';
  if (SQL.has(language)) return 'sql';
  if (OUTPUT.has(language)) return 'output';
  return language === '' ? 'unlabelled' : 'shown';
}
