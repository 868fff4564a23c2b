const FROM_ALERT =
  /^(?:the )?(?:value of )?(?:the )?(?:label )?(.+?)(?: label)?(?: value)?(?: (?:from|of|in) (?:the )?alert)?$/i;
const LEADING = /^(?:your|the|my|an?|some|affected|failing|target)(?=[^a-z0-9]|$)[^a-z0-9]*/i;
const TRAILING = /[^a-z0-9]+(?:names?|ids?|here|label)$/i;
const CAMEL = /([a-z0-9])([A-Z])/g;

/** `<your-pod-name>`, `POD_NAME` and `podName` all ask for `pod`. Never empty for a name that holds a letter. */
export function placeholderName(written: string): string {
  const spaced = written.trim().replace(CAMEL, '$1_$2').replace(/'s\b/g, '');
  const inner = FROM_ALERT.exec(spaced.replace(/\s+/g, ' '))?.[1] ?? spaced;
  return squeezed(strip(strip(inner, LEADING), TRAILING)) || squeezed(inner) || squeezed(written);
}

/** Labels and annotations are compared without case and punctuation. */
export function squeezed(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}

/** Says whether a value with this name has to be masked: `DD_API_KEY` is, `<secret-name>` is the name of an object. */
export function namesSecret(written: string): boolean {
  if (/[^a-z](?:name|file|path|ref|namespace)s?$/i.test(written)) return false;
  return (
    /token|secret|passw|passphrase|credential|(?:api|access|private|routing|integration|team|signing|encryption|auth|service)[ _.-]?key/i.test(
      written,
    ) || /^(?:[A-Z0-9]+_)+KEY(?:_HERE)?$/.test(written)
  );
}

function strip(name: string, part: RegExp): string {
  const rest = name.replace(part, '');
  return squeezed(rest) === '' ? name : rest;
}

/** `POD` of `$POD` and `${POD%%.*}`. */
export function variableName(raw: string): string {
  return /^\$\{?!?#?([A-Za-z_]\w*)/.exec(raw)?.[1] ?? raw;
}
