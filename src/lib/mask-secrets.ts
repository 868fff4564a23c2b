import {COMMAND_SECRETS, fedBelow} from './command-secrets.js';
import {SQL_SECRETS, STATEMENT_SECRETS} from './program-secrets.js';
import type {Rule} from './secret-rule.js';

/** What is known about secrets beyond how they look. */
export interface KnownSecrets {
  /** Masked wherever they occur, also encoded for URLs, JSON and base64. */
  readonly values?: readonly string[];
  /** Names, in any case, whose values are masked: `MY_PIN=...`, `my_pin: ...`. */
  readonly names?: readonly string[];
  /** What a shell is given, where more follows in a line that sets a variable; else it is what a program said. */
  readonly kind?: 'statement';
}

export interface SecretMask {
  /** Text that is settled; the rest of an unfinished line is held back. */
  write(chunk: string): string;
  /** What was held back. */
  end(): string;
}

/** Stands for every secret; masking twice changes nothing. */
export const MASKED = '[masked]';

/** A line that never ends is masked in pieces of so many UTF-16 units. */
const PIECE = 65_536;

const NAMES =
  'pass(?:word|wd|phrase)?|secret|token|api[_.-]?key|access[_.-]?key(?:[_.-]?id)?|(?:secret|private|signing|encryption|routing|integration|service|account|auth|ssh|tls)[_.-]?key|credentials?|pgpassword|mysql_pwd';

/** Escapes as they are written: their last letter is no part of the word behind them. */
const ESCAPE = String.raw`(?<=\\[abefnrtvE]|\\x[0-9A-Fa-f]{1,2}|\\[0-7]{1,3}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|\[[0-9;]{0,20}[mK])`;
/** Where a word begins. */
const START = String.raw`(?:(?<!\w)|${ESCAPE})`;

const TOKENS: readonly Rule[] = [
  String.raw`${START}(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA|AGPA)[A-Z0-9]{16}\b`,
  String.raw`${START}eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)?`,
  String.raw`${START}(?:gh[pousr]_|github_pat_|glpat-|gldt-|glrt-|npm_|pypi-|dop_v1_|hvs\.|hvb\.|sk_live_|rk_live_|sk-|SG\.|shpat_|xox[abeoprs]-|xapp-|sha256~|ya29\.|AIza|lin_api_|figd_|dapi|PMAK-|sntrys_|glsa_|eyJrIjoi)[A-Za-z0-9_.=/~-]{16,}`,
  String.raw`hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/_-]+`,
  'LS0tLS1CRUdJTi[A-Za-z0-9+/=]{16,}',
].map(source => ({pattern: new RegExp(source, 'g')}));

/** `\b` at their beginning stands for `START`. */
const SHAPES: readonly Rule[] = [
  {
    pattern:
      /\b(authorization\s*[:=]\s*["']?(?:(?:bearer|basic|token|apikey|digest|aws4-hmac-sha256)\s+)?)(?!\[masked\]|(?:bearer|basic)\s)[^\s"';&|]+/gi,
  },
  {pattern: /\b((?:bearer|basic)\s+)[A-Za-z0-9._~+/=:-]{8,}/gi},
  {pattern: /\b([a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']{0,200}:)[^\s/"']+@/gi, behind: '@'},
  {pattern: /(\bset-cookie2?["']?\s*[:=]\s*["']?[^=;\s"']{1,200}=)(?!\[masked\])[^;\s"']+/gi},
  {pattern: /(\bcurl\b[^\n|;]{0,400}?\s(?:-b|--cookie)[\s=]+)(?:'[^']*'|"[^"]*"|\S+)/g},
  {pattern: /([?&](?:sig|signature|x-(?:amz|goog)-(?:signature|credential|security-token))=)[^&\s"']+/gi},
  {pattern: /(\bsshpass\s+-p\s*)(?:'[^']*'|"[^"]*"|\S+)/g},
  {pattern: /(\b(?:mysql|mariadb)[a-z]{0,6}\b[^\n|;]{0,400}?\s-p)(?:'[^']*'|"[^"]*"|[^\s'"]+)/g},
  {pattern: /(\bredis-cli\b[^\n|;]{0,400}?\s-a\s+)(?:'[^']*'|"[^"]*"|\S+)/g},
  {pattern: /(\bcurl\b[^\n|;]{0,400}?\s(?:-u|--user)[\s=]+["']?[^\s:"']+:)[^\s"']+/g},
].map(rule => ({
  ...rule,
  pattern: new RegExp(rule.pattern.source.replace(/^(\(?)\\b/, `$1${START}`), rule.pattern.flags),
}));
const COOKIE: Rule = {
  pattern: new RegExp(
    String.raw`((?:(?<![\w-])|${ESCAPE})cookie["']?\s*:\s*["']?)(?!\[masked\])[^\s"';]+(?:;\s?[^\s"';=]+=[^\s"';]+)*`,
    'gi',
  ),
};

/** Masks a whole text. */
export function maskSecrets(text: string, known: KnownSecrets = {}): string {
  const mask = secretMask(known);
  return mask.write(text) + mask.end();
}

/** What would be masked in a text by how it looks or what it is called: it is a secret wherever else it turns up. */
export function secretsFoundIn(text: string): readonly string[] {
  const found = new Set<string>();
  const hear = (secret: string) => {
    const bare = secret.replace(/^(["'])(.*)\1$/s, '$2').replace(/(?:\\[nrt])+$/, '');
    if (bare.length >= 4 && !/[$`]/.test(bare) && !bare.includes(MASKED)) found.add(bare);
  };
  const rules = rulesFor({kind: 'statement'});
  const lines = fedLines(line => rules.reduce((rest, rule) => masked(rest, rule, hear), line), hear);
  for (const line of text.split(/(?<=\n)/)) lines(line);
  return [...found];
}

/** Masks text that comes in pieces; how it was cut makes no difference. */
export function secretMask(known: KnownSecrets = {}): SecretMask {
  const rules = rulesFor(known);
  const plain = (line: string) => rules.reduce((text, rule) => masked(text, rule), line);
  const lines = keyBlocks(known.kind === 'statement' ? fedLines(plain) : plain);
  let held = '';
  const settled = () => {
    let out = '';
    for (let cut = nextCut(held); cut > 0; cut = nextCut(held)) {
      out += lines(held.slice(0, cut));
      held = held.slice(cut);
    }
    return out;
  };
  return {
    write(chunk) {
      held += chunk;
      return settled();
    },
    end() {
      const rest = held === '' ? '' : lines(held);
      held = '';
      return rest;
    },
  };
}

function rulesFor({values = [], names = [], kind}: KnownSecrets): readonly Rule[] {
  const named = names.length > 0 ? nameRules(names, kind) : USUAL_NAMES[kind ?? 'output'];
  const said = kind === 'statement' ? STATEMENT_SECRETS : [];
  return [...valueRules(values), ...COMMAND_SECRETS, ...said, SQL_SECRETS, ...TOKENS, ...SHAPES, COOKIE, ...named];
}

function masked(
  text: string,
  {pattern, behind = '', needs}: Rule,
  hear: (secret: string) => void = () => undefined,
): string {
  if (needs?.test(text) === false) return text;
  return text.replace(pattern, (whole: string, lead: unknown) => {
    const kept = typeof lead === 'string' ? lead : '';
    hear(whole.slice(kept.length, whole.length - behind.length));
    return `${kept}${MASKED}${behind}`;
  });
}

/** After the first line end; in a line that is too long, after the last blank of a piece. */
function nextCut(held: string): number {
  const end = held.indexOf('\n') + 1;
  if (end > 0 && end <= PIECE) return end;
  if (held.length < PIECE) return 0;
  const blank = held.lastIndexOf(' ', PIECE - 1) + 1;
  return blank > 0 ? blank : PIECE;
}

/** The lines of a here-document for a program that reads a secret from it; what the shell fills in there is none in clear. */
function fedLines(
  maskLine: (line: string) => string,
  hear: (secret: string) => void = () => undefined,
): (line: string) => string {
  let below: ReturnType<typeof fedBelow>;
  return line => {
    const [, lead = '', text = '', newline = ''] = /^(\s*)(.*?)(\r?\n?)$/s.exec(line) ?? [];
    const {end, all = false} = below ?? {};
    if (end === undefined) {
      below = fedBelow(line);
      return maskLine(line);
    }
    if (text === end || (!all && newline !== '')) below = undefined;
    if (text === end || text === '' || text === MASKED || FILLED_IN.test(text)) return maskLine(line);
    hear(text);
    return `${lead}${MASKED}${newline}`;
  };
}

const FILLED_IN = /^\$(?:\w+|\{\w+\}|\([^()]*\))$/;

const BEGIN = /^(.*?)-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(.*)/;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(.*)/;

/** Keys in PEM go over many lines: everything from their first to their last line is masked. */
function keyBlocks(maskLine: (line: string) => string): (line: string) => string {
  let inside = false;
  const behindEnd = (text: string): string | undefined => {
    const rest = END.exec(text)?.[1];
    inside = rest === undefined;
    return rest;
  };
  return line => {
    const newline = line.endsWith('\n') ? '\n' : '';
    if (inside) {
      const rest = behindEnd(line) ?? '';
      return rest === '' ? '' : maskLine(rest) + newline;
    }
    const [, before = '', after = ''] = BEGIN.exec(line) ?? [];
    if (!BEGIN.test(line)) return maskLine(line);
    return `${maskLine(before)}${MASKED}${maskLine(behindEnd(after) ?? '')}${newline}`;
  };
}

/** `DB_PASSWORD=x`, `"token": "x"`, `password: x`, `--api-key x`. */
function nameRules(names: readonly string[], kind: KnownSecrets['kind']): readonly Rule[] {
  const any = [NAMES, ...names.filter(name => name !== '').map(escaped)].join('|');
  const name = `(?:(?<![A-Za-z0-9_.-])|${ESCAPE})(?:(?:[A-Za-z0-9_.-]{0,64}[_.-])?(?:${any})|[a-z][A-Za-z0-9]{0,64}(?:Password|Token|Secret|ApiKey|AccessKey|PrivateKey))`;
  const piece = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'`;
  // A word of a shell may be made of several pieces.
  const value =
    kind === 'statement' ? String.raw`(?:${piece}|[^\s"',;&|)}])+` : String.raw`(?:${piece}|[^\s"',;&|)}]+)`;
  // As `env` prints it: to the end of the line, blanks and all.
  const whole = String.raw`^((?:export\s+|declare -x\s+)?(?:[A-Z0-9_]*_)?(?:${any})=)(?!["'$]).*\S`;
  return [
    ...(kind === 'statement' ? [] : [{pattern: new RegExp(whole, 'gi')}]),
    {
      pattern: new RegExp(String.raw`((?:${name})["']?\s*(?:=>|[:=])\s*)(?!\$|[{\[]|\s)${value}`, 'gi'),
    },
    {
      pattern: new RegExp(String.raw`(--(?:[a-z0-9]{1,40}-){0,4}(?:${any})[\s=]+)(?!\$|-|<|\[masked\])${value}`, 'gi'),
    },
  ];
}

/** Made once: the titles of hundreds of runbooks are masked in a row. */
const USUAL_NAMES = {output: nameRules([], undefined), statement: nameRules([], 'statement')} as const;

function valueRules(values: readonly string[]): readonly Rule[] {
  const forms = values.flatMap(value => value.split(/\r?\n/)).flatMap(formsOf);
  const unique = [...new Set(forms)].filter(form => form.trim() !== '' && form !== MASKED);
  // The longest first: a secret may hold another one.
  unique.sort((a, b) => b.length - a.length);
  return unique.map(form => ({pattern: valuePattern(form)}));
}

/** A short value is only masked where it stands alone: else it would black out half of every text. */
function valuePattern(form: string): RegExp {
  return form.length >= 4
    ? new RegExp(escaped(form), 'g')
    : new RegExp(String.raw`${START}${escaped(form)}(?![\w])`, 'g');
}

function formsOf(value: string): readonly string[] {
  if (value.length < 4) return [value];
  const bytes = new TextEncoder().encode(value);
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
  return [value, urlEncoded(value), JSON.stringify(value).slice(1, -1), value.replaceAll("'", "'\\''"), base64];
}

function urlEncoded(value: string): string {
  try {
    return encodeURIComponent(value);
  } catch {
    return value;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
