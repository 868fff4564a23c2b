import type {Tool} from '../tool.js';

/** The shell's own words. */
export const SHELL: readonly Tool[] = [
  {
    names:
      'echo, true, false, :, test, [, expr, pwd, cd, pushd, popd, dirs, exit, return, break, continue, shift, set, shopt, let, getopts, times, umask, ulimit, wait, type, which, whereis, help, sleep, caller, tput, clear, reset, logout, disown',
    any: 'reads',
    endless: 'infinity',
    object: 'none',
  },
  {names: 'history', any: 'reads', flags: '', object: 'none'},
  {names: 'jobs', any: 'reads', flags: '-l -n -p -r -s', object: 'none'},
  {
    names: 'mapfile, readarray',
    values: '-d -n -O -s -u -c -C',
    flags: '-t',
    any: 'reads',
    changes: '-C',
    object: 'none',
  },
  {names: 'hash, alias, unalias, bind, enable, trap, compgen, complete', any: 'changes', object: 'none'},
  {names: 'fg, bg', any: 'changes', terminal: '!--help', object: 'none'},
  {
    names: 'kill',
    values: '-s -n',
    reads: '-l|-L, -0|-s=0',
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
