import type {Tool} from '../tool.js';

/** The shell's own words. */
export const SHELL: readonly Tool[] = [
  {
    names:
      'echo, true, false, :, test, [, expr, pwd, cd, pushd, popd, dirs, exit, return, break, continue, shift, set, shopt, let, getopts, times, umask, ulimit, wait, jobs, type, which, whereis, help, sleep, compgen, complete, caller, tput, clear, reset, mapfile, readarray, logout, disown',
    any: 'reads',
    endless: 'infinity',
    object: 'none',
  },
  {names: 'hash, alias, unalias, bind, enable, trap', any: 'changes', object: 'none'},
  {names: 'fg, bg', any: 'changes', terminal: '!--help', object: 'none'},
  {
    names: 'kill',
    values: '-s -n',
    reads: '-l|-L',
    destructive: '-9|-KILL|-SIGKILL, -s=KILL|-s=9|-s=SIGKILL',
    any: 'changes',
    object: 'last',
    single: true,
  },
  {
    names: 'pkill, killall, killall5, skill, snice',
    any: 'destructive',
    values: '-u -U -s --signal -g -G -t',
    object: 'last',
  },
];
