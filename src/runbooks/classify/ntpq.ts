import type {Finding, Invocation} from './invocation.js';
import {parseOptions} from './options.js';

const VALUES = new Set(['-c', '--command', '-k', '--keyfile', '-a', '--authentication', '-D', '--set-debug-level']);
const PLAIN =
  /^(?:-[46cdnpiwuVh]|--(?:ipv4|ipv6|command|debug-level|numeric|peers|interactive|wide|units|version|help)|-D|--set-debug-level)$/;

/** Commands of ntpq that ask the daemon, or only set how ntpq itself asks. */
const READS = new Set(
  'peers peer pe lpeers lpeer opeers lopeers apeers associations assoc as lassociations passociations pas lpassociations readvar rv readlist rl mreadvar mrv mreadlist mrl clockvar cv clocklist cl sysinfo sysstats kerninfo iostats ifstats reslist monstats mrulist timerstats authinfo pstats showvars addvars rmvars clearvars version ntpversion host hostnames timeout delay raw cooked units direct help exit quit'.split(
    ' ',
  ),
);

/** ntpq: by the commands that it is given with `-c` or is fed; only those that are known to read do. */
export function judgeNtpq(_name: string, {words, feed, captured}: Invocation): Finding {
  const {options} = parseOptions(words.slice(1), {values: VALUES});
  const strange = options.find(({name}) => !PLAIN.test(name));
  if (strange !== undefined) return unknown(`ntpq has the option ${strange.name}, which may not only read`);
  const given = options.filter(({name}) => name === '-c' || name === '--command').map(({value}) => value);
  const writer = given.find(one => one === undefined || one.computed || !isReading(one.value));
  if (given.length > 0 && writer !== undefined) return changes(writer.text);
  const asks = given.length === 0 && !options.some(({name}) => /^(?:-[pVh]|--(?:peers|version|help))$/.test(name));
  if (asks && feed !== undefined) return fed(feed.text.split('\n'));
  return {...reads(), ...(asks && !captured ? {needsTerminal: true} : {})};
}

function fed(lines: readonly string[]): Finding {
  const written = lines.filter(line => line.trim() !== '');
  if (written.length === 0) return unknown('ntpq does whatever it is fed');
  const writer = written.find(line => !isReading(line));
  return writer === undefined ? reads() : changes(writer);
}

/** What a command prints may go into a file: `rv > f`. */
function isReading(command: string): boolean {
  return READS.has(/^\s*([a-z]*)/.exec(command)?.[1] ?? '') && !/[>\n;]/.test(command);
}

function changes(command: string): Finding {
  return {level: 'changes', reason: `ntpq ${command.trim()} is not known to only read`, known: true, resource: 'ntpq'};
}

function unknown(reason: string): Finding {
  return {level: 'changes', reason, known: false};
}

function reads(): Finding {
  return {level: 'reads', reason: 'ntpq looks read-only', known: true};
}
