import type {Placeholder} from '../../core/runbook/fill.js';
import {decidingName} from '../../lib/deciding-names.js';
import {ONLY_PLAIN} from './check-commands.js';
import type {Spot} from './contexts.js';
import {isHarmless, isPlain} from './quote.js';
import {beginsWord} from './surroundings.js';

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const KINDS =
  /^(?:pod|namespace|ns|node|deployment|deploy|statefulset|daemonset|replicaset|service|svc|job|cronjob|container|persistentvolumeclaim|pvc|persistentvolume|pv|configmap|secret|ingress|vm|vmi|virtualmachine|datavolume|dv|storageclass|serviceaccount|endpoint|hpa|pdb)$/;
const DNS_1123 = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const KUBE = /\b(?:kubectl|oc|helm|virtctl|kubens|stern)\b/;

/** Programs that read what they are given as a text of their own: a shell, a language, arithmetic. */
const PROGRAMS = [
  'eval|trap|source|alias|bind|complete|compgen|hash|enable|let|unset|read|declare|typeset|local|readonly|export|getopts|mapfile|readarray|printf|test|expr',
  '(?:ba|z|da|k|a|fi|tc|c|pw|ya|mk|xon)?sh|rbash|busybox|nu|elvish|su|runuser|script|flock|watch|parallel|xargs|at|batch|env',
  'ssh|autossh|mosh|rsh|rlogin|pssh|pdsh|clush|knife|salt|ansible|vagrant|tmux|screen|expect|rsync',
  'python[0-9.]*|perl|ruby|irb|node|deno|bun|php|lua|tclsh|groovy|julia|Rscript|osascript|m4|gdb|lldb',
  'awk|gawk|mawk|nawk|sed|ed|ex|vi|vim|nvim|less|bc|dc|jq|yq|find|make|git|tar|envsubst',
  'psql|pgcli|mysql|mycli|mariadb|sqlite3|sqlplus|mongo|mongosh|cqlsh|clickhouse-client|influx|gitlab-rails|gitlab-psql|patronictl',
].join('|');
const READERS = new RegExp(
  String.raw`(?:^|[\s;|&(\x60'"/\\])(?:${PROGRAMS}|\[|\.(?=\s))(?=$|[\s;|&)<>\x60'"])|\(\(|\$\[|\[\[|\$\{!|@[PA]\}`,
);
/** Words behind which `NAME=value` sets a variable. */
const SETTERS = new RegExp(String.raw`(?:^|[\s;|&(\x60'"/\\])(?:${PROGRAMS}|sudo|doas|command|exec|nohup)(?=\s)`);

/** What speaks against putting the value there, and what is only worth a word. */
export interface Objections {
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
}

export interface Asked {
  readonly placeholder: Placeholder;
  readonly value: string;
  readonly text: string;
  /** An earlier statement read commands from a file: what the words of this one mean is not known. */
  readonly sourced?: boolean | undefined;
}

/** Checks that hold for a value wherever it will stand. */
export function objectionsTo({placeholder, value, text, sourced}: Asked): Objections {
  const refusals: string[] = [];
  const warnings: string[] = [];
  const {raw} = placeholder;
  if (UNSEEN.test(value)) refusals.push(`${raw}: the value holds line ends or characters that cannot be seen`);
  if (/(?:^|\/)\.\.(?:\/|$)/.test(value)) refusals.push(`${raw}: the value leads out of its folder (..)`);
  if (!isPlain(value)) refusals.push(...readElsewhere(raw, {text, sourced}));
  if (KUBE.test(text) && KINDS.test(placeholder.name) && !DNS_1123.test(value)) {
    refusals.push(`${raw}: that is no name Kubernetes allows (small letters, digits, - and .)`);
  }
  if (placeholder.choices !== undefined && !placeholder.choices.includes(value)) {
    warnings.push(`${raw}: the value is none of the choices`);
  }
  if (/\s/.test(value)) warnings.push(`${raw}: the value holds blanks`);
  if (/[*?[\]{}~]/.test(value)) warnings.push(`${raw}: the value holds wildcards`);
  if (/^[@+]/.test(value))
    warnings.push(`${raw}: some programs take a value that starts with ${value[0]} for something else`);
  return {refusals, warnings};
}

function readElsewhere(raw: string, {text, sourced}: Pick<Asked, 'text' | 'sourced'>): readonly string[] {
  const program = `${raw}: another program would read the value as part of its own text; ${ONLY_PLAIN}`;
  const file = `${raw}: an earlier statement read commands from a file, which may use the value in any way; ${ONLY_PLAIN}`;
  return [...(READERS.test(text) ? [program] : []), ...(sourced === true ? [file] : [])];
}

/** A value at one of the places where it will stand. */
export interface Placed {
  readonly raw: string;
  readonly value: string;
  /** The whole statement, and the part of it before the value. */
  readonly text: string;
  readonly before: string;
  /** A function that it may be handed to computes with it. */
  readonly computes?: boolean;
}

/** Checks that depend on the spot. */
export function objectionsAt(placed: Placed, spot: Spot): readonly string[] {
  if (spot.context === 'comment') return [];
  const why = [...takenForMore(placed, spot), ...readAgain(placed, spot)];
  return why.map(reason => `${placed.raw}: ${reason}`);
}

/** It begins a word, and a word that begins so means something. */
function takenForMore({value, text, before}: Placed, {context, handedOn, names}: Spot): readonly string[] {
  const reasons: string[] = [];
  const begins = (!context.includes('heredoc') || READERS.test(text)) && beginsWord(before);
  if (value.startsWith('-') && (begins || handedOn)) {
    reasons.push('a value that starts with - would be taken for an option');
  }
  if (begins && /^[A-Za-z_]\w*(?:\[.*\])?\+?=/.test(value) && SETTERS.test(text)) {
    reasons.push('the value would be taken for the setting of a variable');
  }
  if (names && decidingName(value)) reasons.push('the value names a variable that decides what the shell does');
  return reasons;
}

/** Its quotes do not hold everywhere that it gets to. */
function readAgain({value, computes}: Placed, {context, embedded, handedOn, subscript}: Spot): readonly string[] {
  const reasons: string[] = [];
  if (handedOn && computes === true && !/^\d+$/.test(value)) {
    reasons.push('a function gets it and computes with it; only digits may stand there');
  }
  if (handedOn && !isHarmless(value)) {
    reasons.push('it is used again, where its quotes are gone; only a plain word may stand there');
  }
  if (subscript && !/^[\w.:/@-]+$/.test(value)) {
    reasons.push('bash computes with what stands in the brackets of an array; only a plain word may stand there');
  }
  if ((embedded || context.includes('heredoc')) && /["'\\;$`|&(){}<>]/.test(value)) {
    reasons.push('it stands inside a longer text, which the value could change');
  }
  return reasons;
}
