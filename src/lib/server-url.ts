/** An http or https address; none that a URL reads as another host than is written, as `http://5` is 0.0.0.5. */
export function isServerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const {protocol, hostname} = new URL(text);
  if (!/^https?:$/.test(protocol)) return false;
  return !/^\d+(\.\d+){3}$/.test(hostname) || text.includes(hostname);
}

/** Without query, fragment and a slash at the end: two that are the same are the same server. */
export function bareUrl(url: string): string {
  return new URL(url).href.replace(/[?#].*$/, '').replace(/\/+$/, '');
}
