import type {Finding, Invocation} from './invocation.js';
import {parseOptions} from './options.js';

/** Options of tar with a word behind them. */
export const TAR_VALUES: ReadonlySet<string> = new Set(
  '-f --file -C --directory -T --files-from -X --exclude-from -b -I --use-compress-program -F --info-script --new-volume-script -K --starting-file -N -L -H -V --exclude --rsh-command --rmt-command --to-command --checkpoint-action --occurrence --quoting-style --warning --strip-components'.split(
    ' ',
  ),
);
/** Options that say how to list. Those that hold a command are judged as that command. */
const PLAIN =
  /^(?:-[tvfzjJZapCTXPOwkmnlBbihIF]|--list|--file|--verbose|--gzip|--gunzip|--ungzip|--bzip2|--xz|--lzma|--lz4|--zstd|--directory|--exclude|--exclude-from|--files-from|--wildcards|--no-wildcards|--strip-components|--occurrence|--auto-compress|--utc|--full-time|--quoting-style|--numeric-owner|--null|--show-defaults|--test-label|--ignore-zeros|--anchored|--no-anchored|--ignore-case|--block-number|--totals|--warning|--absolute-names|--use-compress-program|--info-script|--new-volume-script|--rsh-command|--rmt-command|--to-command|--checkpoint-action|--checkpoint|--version|--help|--)$/;

/** tar: reads where it only lists. */
export function judgeTar(name: string, {words}: Invocation): Finding {
  const [first, ...rest] = words.slice(1);
  const bundle = first === undefined || first.value.startsWith('-') ? [] : [...first.value].map(one => `-${one}`);
  const {options} = parseOptions(bundle.length > 0 ? rest : words.slice(1), {values: TAR_VALUES});
  const names = [...bundle, ...options.map(option => option.name)];
  if (names.some(one => one.length > 6 && '--remove-files'.startsWith(one))) {
    return {level: 'destructive', reason: `${name} removes the files it packs`, known: true};
  }
  const lists = names.some(one => one === '-t' || one === '--list' || one === '--version');
  return lists && names.every(one => PLAIN.test(one)) && !bundle.includes('-I') && !bundle.includes('-F')
    ? {level: 'reads', reason: `${name} looks read-only: it lists`, known: true}
    : {level: 'changes', reason: `${name} writes files`, known: true};
}
