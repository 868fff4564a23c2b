import {behindMark, PART, REST, type Rule, WORD, word} from './secret-rule.js';

/** Programs that read a password from their standard input, and how they are told to. */
const READS_SECRET = [
  String.raw`--(?:password|pass|secret|token|with-token)-?stdin\b`,
  String.raw`--with-token(?![\w-])`,
  String.raw`\bsudo\s(?:[^\n|;]{0,200}?\s)?(?:-[a-zA-Z]*S[a-zA-Z]*|--stdin)(?![\w-])`,
  String.raw`(?:[|;&(]|^)\s*(?:sudo\s+(?:-\S+\s+){0,4})?(?:/usr)?(?:/s?bin/)?(?:ch|smb)?passwd(?![\w./-])`,
  String.raw`\bpasswd\s[^\n|;]{0,200}?--stdin\b`,
  String.raw`\bhtpasswd\s[^\n|;]{0,200}?-[a-zA-Z]*i`,
  String.raw`--passphrase-fd[\s=]0`,
  String.raw`-pass(?:in|out)?\s+stdin\b`,
  String.raw`\b(?:kinit|cryptsetup)\s`,
  String.raw`\bvault\s+login\s(?:[^\n|;]{0,200}?\s)?-(?!\S)`,
  String.raw`\bread\s(?:[^\n|;<]{0,200}?\s)?-[a-zA-Z]*s[a-zA-Z]*(?![\w-])`,
].join('|');

const ECHO = String.raw`(?<![\w./-])(?:echo|printf)\s+(?:-[neE]+\s+)*(?:--\s+)?(?:(?:'%s[^'\s]*'|"%s[^"\s]*"|%s\S*)\s+)?`;

const HTTPIE = String.raw`(?<![\w./:-])(?:https?|xhs?)\s(?:${REST}\s)?`;

const HEX = '(?![0-9a-f]{40})';
const ESCAPED_END = String.raw`(?<=\\[nrt])`;
const KEY_40 = `(?:(?<![A-Za-z0-9/+=])|${ESCAPED_END})${HEX}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])`;
const KEY_ID = '(?:AKIA|ASIA)[A-Z0-9]{16}';

const IDS = /AKIA|ASIA/;

/** Secrets that are known by the command that they are given to, or by what stands beside them. Before all others. */
export const COMMAND_SECRETS: readonly Rule[] = [
  // The secret key of AWS has no form of its own but its length: its id, or its name, stands beside it.
  {needs: IDS, pattern: new RegExp(`${KEY_40}(?=[^\\n]{0,1000}${KEY_ID})`, 'g')},
  {needs: IDS, pattern: new RegExp(`${KEY_40}(?<=${KEY_ID}\\b[^\\n]{0,1000})`, 'g')},
  {
    needs: /access_?key/i,
    pattern: /(secret_?access_?key\W{1,40})(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/gi,
  },
  word(
    /login\s/,
    String.raw`\b(?:docker|podman|nerdctl|buildah|skopeo|oras|crane|regctl|helm|oc|az|cf|argocd)\s[^\n|;]{0,80}?(?<=\s)login\s[^\n|;]{0,200}?(?<=\s)-p[\s=]*`,
  ),
  ...behindMark(/\bsecret/, String.raw`--from-literal(?<=\bsecrets?\b[^\n]{0,600})[\s=]+`, '='),
  word(
    /\bset\s/,
    String.raw`\b(?:configure|config)\s+set\s+(?:-\S+\s+){0,4}[^\s='"]{0,200}?(?:secret_access_key|session_token|access_key_id|[Pp]assword|[Tt]oken|[Ss]ecret|api[_-]?key)\s+`,
  ),
  ...behindMark(/\s(?:-a|--auth)/, String.raw`${HTTPIE}(?:-a\s*|--auth[\s=]+)`, ':'),
  word(/\bbearer\b/, String.raw`${HTTPIE}(?:-A|--auth-type)[\s=]+bearer\s${REST}(?:(?<=\s)-a\s*|--auth[\s=]+)`),
  word(
    /\bldap/,
    String.raw`\bldap(?:search|add|modify|delete|passwd|whoami|compare|modrdn|exop)\s(?:${REST}\s)?-[AcLMnNtuvxZIQ]{0,8}w\s*`,
  ),
  word(/\bldappasswd/, String.raw`\bldappasswd\s(?:${REST}\s)?-[as]\s*`),
  {
    needs: /\|/,
    pattern: new RegExp(
      String.raw`(${ECHO})(?!-[neE]+\s|["']?%s|["']?\[masked\]|"?\$)${PART}+(?:[ \t]+${PART}+){0,20}(?=\s*(?=\|)[^\n;]{0,400}?(?:${READS_SECRET}))`,
      'g',
    ),
  },
  word(/<<</, String.raw`(?:${READS_SECRET})[^\n|;<]{0,400}<<<\s*`),
  {needs: /<<</, pattern: new RegExp(String.raw`(<<<\s*)${WORD}(?=\s[^\n|;<]{0,400}(?:${READS_SECRET}))`, 'g')},
];

const HERE = /(?<!<)<<(?!<)-?\s*(?:(["'])(?<quoted>[^"'\n]+)\1|\\?(?<bare>\w+))/;
const READER = new RegExp(READS_SECRET);

/**
 * What ends the lines that follow a line of a shell, where these are given to a program that reads a secret from its
 * standard input; `all`: each of them is one, and not the first alone, as for `sudo -S`.
 */
export function fedBelow(line: string): {readonly end: string; readonly all: boolean} | undefined {
  const {quoted, bare} = HERE.exec(line)?.groups ?? {};
  const end = quoted ?? bare;
  if (end === undefined || !READER.test(line)) return undefined;
  return {end, all: !/\bsudo\s|\bread\s/.test(line)};
}
