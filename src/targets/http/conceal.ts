/** Takes what we proved ourselves with out of somebody else's words: they end on the screen and in the journal. */
export function conceal(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter(secret => secret !== '')
    .flatMap(secret => [secret, ...pathsOf(secret)])
    .flatMap(secret => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .sort((a, b) => b.length - a.length);
  return text => forms.reduce((rest, form) => rest.replaceAll(form, '***'), text);
}

/** A URL that is a secret is one by its path and its query. */
function pathsOf(secret: string): readonly string[] {
  if (!/^https?:\/\//i.test(secret) || !URL.canParse(secret)) return [];
  const {pathname, search} = new URL(secret);
  return [pathname.slice(1), search.slice(1)].filter(part => part !== '');
}
