/** Only the end of an output is ever kept: so many lines of it are looked at. */
const MOST_LINES = 200;

/**
 * What a statement has printed that is a secret by the command that prints it: all of `vault read -field=pw db`, the data
 * of `kubectl get secret web -o yaml`. Where it failed, most lines are about that: then only words without a blank.
 */
export function secretsPrinted(
  statement: string,
  {output, failed}: {readonly output: string; readonly failed: boolean},
): readonly string[] {
  const pipelines = pipelinesIn(statement);
  const lines = output.split(/\r?\n/);
  if (pipelines.some(printsSecret)) return worthIt(failed ? lines.filter(line => !/\S\s+\S/.test(line)) : lines);
  return pipelines.some(one => SECRET_OBJECT.test(one)) ? worthIt(dataIn(lines)) : [];
}

/** A getter of secrets behind any options of its tool. */
function getter(tool: string, words: string): string {
  return String.raw`(?<![\w./-])${tool}\s(?:[^|;\n]{0,300}?\s)?${words}`;
}

const GETTERS = new RegExp(
  [
    getter('aws', String.raw`configure\s+(?:export-credentials|get\s+\S*(?:secret|token|access_key))`),
    getter('aws', '(?:get-login-password|get-authorization-token|generate-db-auth-token|get-secret-value)'),
    getter('aws', '(?:get-session-token|get-federation-token|assume-role(?:-with-\\w[\\w-]*)?)'),
    getter('aws', String.raw`ssm\s+get-parameters?(?:-by-path|-history)?\s[^|;\n]*--with-decryption`),
    getter('gcloud', 'print-(?:access|identity)-token'),
    getter('gcloud', String.raw`secrets\s+versions\s+access`),
    getter('az', '(?:get-access-token|list-keys|show-connection-string|list-connection-strings|--expose-token)'),
    getter('az', String.raw`(?:keys?\s+list|keyvault\s+secret\s+(?:show|download))`),
    getter('vault', String.raw`(?:kv\s+get|print\s+token|unwrap|token\s+create)(?![\w-])`),
    getter('vault', String.raw`read\s(?!(?:[^|;\n]*\s)?(?:sys|auth)/)`),
    getter(
      '(?:kubectl|oc)',
      String.raw`get\s(?:[^|;\n]*\s)?secrets?\b[^\n;]*(?:(?<!meta)data\b|\{\.?\}|-file=|base64)`,
    ),
    getter('(?:kubectl|oc)', String.raw`create\s+token`),
    getter('oc', String.raw`whoami\s+(?:-t|--show-token)`),
    getter('(?:gh|heroku|flyctl|fly)', String.raw`auth(?::|\s+)token`),
    getter('gh', String.raw`auth\s+status\s[^|;\n]*(?:-t|--show-token)`),
    getter('op', String.raw`(?:read|item\s+get)\s`),
    getter('(?:pass|gopass)', String.raw`(?:show|cat)\s`),
    getter('bw', String.raw`get\s+(?:password|totp|notes|item)`),
    getter('secret-tool', 'lookup'),
    getter('security', String.raw`find-(?:generic|internet)-password\s[^|;\n]*-[a-z]*[wg]`),
    getter('sops', String.raw`(?:-d|--decrypt|decrypt)(?![\w-])`),
    getter('(?:chamber|keyring|credstash)', String.raw`(?:read|get)\s`),
    getter('doppler', String.raw`secrets\s+(?:get|download)`),
    getter('argocd', '(?:initial-password|generate-token)'),
  ].join('|'),
);

/** Printed as a whole: what it holds is under `data`. */
const SECRET_OBJECT = new RegExp(
  getter(
    '(?:kubectl|oc)',
    String.raw`get\s(?:[^|;\n]*\s)?secrets?\b[^|;\n]*\s(?:-o|--output)[\s=]*["']?(?:yaml|json)\b`,
  ),
);

/** They count it, or hand it on, and do not print it. */
const SWALLOWS =
  /\|\s*(?:sudo\s+)?(?:wc|(?:sha\d*|md5|ck)sum|docker|podman|nerdctl|skopeo|crane|helm|kubectl|oc|vault|pbcopy|xclip|xsel|wl-copy)\b[^|]*$/;

function printsSecret(pipeline: string): boolean {
  if (SWALLOWS.test(pipeline)) return false;
  return GETTERS.test(pipeline) || (SECRET_OBJECT.test(pipeline) && /[^|]\|[^|]/.test(pipeline));
}

/** What is substituted into another command is printed only by one that prints its words. */
function pipelinesIn(statement: string): readonly string[] {
  const joined = statement.replaceAll('\\\n', ' ');
  return joined
    .split(/;|&&|\|\||\n/)
    .map(one =>
      /^\s*(?:echo|printf)\s/.test(one)
        ? one
        : one.replace(/\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|[<>]\((?:[^()]|\([^()]*\))*\)/g, ' '),
    );
}

/** Values below `data` and `stringData`, in YAML and JSON, and in an object that is the value of an annotation. */
function dataIn(lines: readonly string[]): readonly string[] {
  let below: number | undefined;
  return lines.flatMap(line => {
    const indent = line.search(/\S/);
    const isBelow = below !== undefined && indent > below;
    if (!isBelow && indent >= 0) below = headOf(line, indent);
    // The head may stand above the end that is looked at.
    return isBelow || ENCODED.test(line) ? valuesIn(line) : valuesInside(line);
  });
}

/** How far the head of such values is indented; undefined for every other line. */
function headOf(line: string, indent: number): number | undefined {
  if (!HEAD.test(line)) return undefined;
  return /^\s*- /.test(line) ? indent + 2 : indent;
}

function valuesInside(line: string): readonly string[] {
  return [...line.matchAll(/\\?"(?:data|stringData)\\?":\s*\{([^}]+)\}/g)].flatMap(([, inner = '']) =>
    [...inner.matchAll(/:\s*\\?"((?:[^"\\]|\\[^"])*)/g)].map(([, value = '']) => value),
  );
}

const ENCODED = /^\s+"?[\w.-]+"?:\s+"?[A-Za-z0-9+/]{16,}={0,2}"?,?$/;
const HEAD = /^\s*(?:- )?"?(?:data|stringData)"?:\s*\{?$/;

/** Of `key: value` and `"key": "value",`; of a text over many lines, the line. */
function valuesIn(line: string): readonly string[] {
  const [, value = line] = /^\s*"?[\w.-]+"?:\s*(.*)$/.exec(line) ?? [];
  const bare = value
    .trim()
    .replace(/,$/, '')
    .replace(/^(["'])(.*)\1$/, '$2');
  return /^(?:[|>][+-]?)?$/.test(bare) ? [] : [bare];
}

function worthIt(values: readonly string[]): readonly string[] {
  const texts = values.map(value => value.trim()).filter(value => value.length >= 4 && /\w{2}/.test(value));
  return [...new Set(texts)].slice(-MOST_LINES);
}
