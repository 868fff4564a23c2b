const SECRET =
  /token|secret|passw|passphrase|credential|(?:api|access|private|routing|integration|signing|encryption|auth|account|service|master|session|ssh|tls)[_.-]?key|(?:^|[_.-])(?:pwd|pass|pin|otp|totp|jwt|pat|auth|cookie|cookies|webhook|webhook[_.-]?url|dsn|sessionid|session[_.-]?id)$/i;
/** What is said about a secret, and not the secret. */
const ABOUT =
  /[_.-](?:file|path|dir|name|ref|namespace|user|username|host|url|uri|endpoint|issuer|audience|ttl|expiry|expires|expires[_.-]?(?:in|at)|lifetime|timeout|length|size|count|limit|limits|type|kind|algorithm|version|policy|header|enabled|required|mode|prefix|suffix|id)s?$/i;

/** Whether the value of a variable with this name is to be masked: `GITHUB_TOKEN` is, `TOKEN_TTL` is not. */
export function isSecretName(name: string): boolean {
  if (/(?:access[_.-]?key[_.-]?id|webhook[_.-]?url|session[_.-]?id)$/i.test(name)) return true;
  if (ABOUT.test(name) || /^(?:OLDPWD|PWD)$/.test(name)) return false;
  return SECRET.test(name) || /^(?:[A-Z0-9]+_)+KEY[0-9]?$/.test(name);
}

/** The values that have to be masked because of the names they go by; none that would black out half of every text. */
export function namedSecrets(variables: Iterable<readonly [name: string, value: string | undefined]>): string[] {
  const found = new Set<string>();
  for (const [name, value] of variables) {
    if (value === undefined || !isSecretName(name)) continue;
    for (const line of value.split(/\r?\n/)) if (canBeSecret(line)) found.add(line);
  }
  return [...found];
}

/** Long enough to be told from a word that happens to be the same. */
function canBeSecret(value: string): boolean {
  const text = value.trim();
  if (/^(?:true|false|none|null|undefined|enabled|disabled|required|optional)$/i.test(text) || /^\d{1,5}$/.test(text))
    return false;
  return text.length >= 6 || (text.length >= 4 && /[^a-zA-Z]/.test(text));
}
