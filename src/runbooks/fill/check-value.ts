import type {Placeholder} from '../../core/runbook/fill.js';
import type {Spot} from './contexts.js';
import {isPlain} from './quote.js';

const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;
const KINDS =
  /^(?:pod|namespace|ns|node|deployment|deploy|statefulset|daemonset|replicaset|service|svc|job|cronjob|container|persistentvolumeclaim|pvc|persistentvolume|pv|configmap|secret|ingress|vm|vmi|virtualmachine|datavolume|dv|storageclass|serviceaccount|endpoint|hpa|pdb)$/;
const DNS_1123 = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const KUBE = /\b(?:kubectl|oc|helm|virtctl|kubens|stern)\b/;

/** Words that hand what they are given to another reader: a shell, a language, arithmetic. */
const READERS =
  /(?:^|[\s;|&(`'"/])(?:eval|ssh|autossh|mosh|sh|bash|zsh|dash|ksh|ash|fish|su|runuser|watch|trap|source|parallel|xargs|pssh|pdsh|clush|knife|salt|ansible|script|flock|vagrant|python[0-9.]*|perl|ruby|node|php|lua|awk|gawk|mawk|sed|psql|mysql|mariadb|sqlite3|mongo|mongosh|cqlsh|clickhouse-client|gitlab-rails|gitlab-psql|let|unset|read|declare|typeset|local|readonly|getopts|mapfile|readarray|printf|test|expr|bc|env|at|batch|find|tmux|screen|expect|vim|less|git|make|tar|rsync|jq|yq)(?=$|[\s;|&)`'"])|\(\(|\$\[|\[\[|(?:^|\s)\.\s|\$\{!|@[PA]\}/;

/** What speaks against putting the value there, and what is only worth a word. */
export interface Objections {
  readonly refusals: readonly string[];
  readonly warnings: readonly string[];
}

export interface Asked {
  readonly placeholder: Placeholder;
  readonly value: string;
  readonly text: string;
}

/** Checks that hold for a value wherever it will stand. */
export function objectionsTo({placeholder, value, text}: Asked): Objections {
  const refusals: string[] = [];
  const warnings: string[] = [];
  const {raw} = placeholder;
  if (UNSEEN.test(value)) refusals.push(`${raw}: the value holds line ends or characters that cannot be seen`);
  if (/(?:^|\/)\.\.(?:\/|$)/.test(value)) refusals.push(`${raw}: the value leads out of its folder (..)`);
  if (!isPlain(value) && READERS.test(text)) {
    refusals.push(
      `${raw}: another program would read the value as part of its own text; only plain letters, digits and _.:/@%+,=- may stand there`,
    );
  }
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

/** Checks that depend on the spot. `before` is the text up to it. */
export function objectionsAt(
  {placeholder: {raw}, value}: Asked,
  {context, embedded}: Spot,
  before: string,
): readonly string[] {
  const refusals: string[] = [];
  const inText = context !== 'comment' && !context.includes('heredoc');
  if (inText && value.startsWith('-') && /(?:^|[\s"'`(;|&])$/.test(before)) {
    refusals.push(`${raw}: a value that starts with - would be taken for an option`);
  }
  if ((embedded || context.includes('heredoc')) && /["'\\;$`|&(){}<>]/.test(value)) {
    refusals.push(`${raw}: it stands inside a longer text, which the value could change`);
  }
  return refusals;
}
