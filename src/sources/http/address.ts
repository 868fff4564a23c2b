/** Where a server's API is, taken apart once. */
export interface Address {
  /** `host:port`, and the prefix where there is one: how the operator knows it. */
  readonly name: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** What comes before the API's own paths, without a slash at the end. */
  readonly prefix: string;
  /** Credentials written into the URL. */
  readonly basic?: {readonly user: string; readonly password: string};
}

/** Reads a server's URL as people write it: without scheme, with a slash at the end, or copied with its API path. */
export function address(url: string): Address {
  const parsed = new URL(/^https?:\/\//i.test(url) ? url : `http://${url}`);
  const prefix = parsed.pathname.replace(/\/+$/, '').replace(/\/api\/v[12](\/.*)?$/, '');
  const port = parsed.port || (parsed.protocol === 'https:' ? '443' : '80');
  const user = decodeURIComponent(parsed.username);
  return {
    name: `${parsed.hostname}:${port}${prefix}`,
    origin: parsed.origin,
    prefix,
    ...(user === '' ? {} : {basic: {user, password: decodeURIComponent(parsed.password)}}),
  };
}
