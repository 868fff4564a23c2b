import {behindMark, PART, REST, type Rule, word} from './secret-rule.js';

/** A program by its name, and what may stand between that and the secret. */
function program(name: string): string {
  return String.raw`(?<![\w./-])${name}\s(?:${REST}\s)?`;
}

/** Short names of variables that are secrets where a shell sets them. */
const VARIABLE =
  '(?:SSHPASS|PGPASS|(?:[A-Za-z0-9]+_){0,8}(?:AUTH|PAT|CREDS?|PASS|PIN|OTP|JWT|PW|KEY)|pw|pass|pat|creds?)';

/** Passwords that a shell or an SQL server is given in words that only mean that to them. */
export const STATEMENT_SECRETS: readonly Rule[] = [
  {needs: /=/, pattern: new RegExp(String.raw`((?<![\w$.-])${VARIABLE}=)(?!["']?\[masked\]|"?\$|["']?/)${PART}+`, 'g')},
  {
    needs: /\$\(/,
    pattern:
      /((?:pass(?:word|wd|phrase)?|secret|token|key)[\s=]+"?\$\(\s*(?:echo|printf)\s+(?:-\w+\s+)*)(?!\[masked\]|["']?\$)[^)\n|]+/gi,
  },
  ...[
    word(/<<</, String.raw`--(?:[a-z0-9]{1,40}-){0,4}(?:password|passphrase|passwd|token|secret)\s*<<<\s*`),
    word(/etcdctl|influx/, `${program('(?:etcdctl|influx)')}--user(?:name)?[\\s=]+[^\\s:'"]{1,100}:`),
    word(/rabbitmqctl/, String.raw`${program('rabbitmqctl')}(?:change_password|add_user|authenticate_user)\s+\S+\s+`),
    word(/htpasswd/, String.raw`${program('htpasswd')}-[a-zA-Z]{0,6}b[a-zA-Z]{0,6}\s+(?:-\S+\s+){0,4}\S+\s+\S+\s+`),
    word(/htpasswd/, String.raw`${program('htpasswd')}-(?=[a-zA-Z]*n)(?=[a-zA-Z]*b)[a-zA-Z]+\s+[^\s-]\S*\s+`),
    word(/openssl/, String.raw`${program('openssl')}(?:-k|-K|-passin|-passout)\s+(?!(?:env|file|fd|pass):|stdin)`),
    ...['A', 'X', 'c'].map(flag => word(/snmp/, String.raw`${program('snmp[a-z]+')}-${flag}\s*`)),
    word(/\bmc\s/, String.raw`${program('mc')}(?:alias\s+set|config\s+host\s+add)\s+\S+\s+\S+\s+\S+\s+`),
    word(/rclone/, String.raw`${program('rclone')}\S*(?:secret_access_key|pass|password|token|client_secret)[\s=]+`),
    word(/user(?:add|mod)/, `${program('user(?:add|mod)')}(?:-p|--password)[\\s=]*`),
    word(
      /smb|rpcclient/,
      String.raw`${program('(?:smbclient|rpcclient|smbget)')}(?:-U\s*|--user[\s=]+)[^\s%'"]{1,100}%`,
    ),
  ],
  ...behindMark(/vault|bao/, String.raw`(?<![\w./-])(?:vault|bao)\s+(?:kv\s+(?:put|patch)|write)\s(?:${REST}\s)?`, '='),
];

/** SQL keeps its strings in single quotes, which a shell may have in double ones. */
export const SQL_SECRETS: Rule = {
  needs: /password|identified/i,
  pattern:
    /(\b(?:password|identified\s+(?:with\s+\S{1,60}\s+)?by(?:\s+password)?)\s*(?:for\s+\S{1,100}\s*)?[=(]?\s*)'(?!\[masked\])[^'\n]{1,200}'/gi,
};
