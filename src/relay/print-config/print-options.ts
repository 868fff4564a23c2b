import {OperatorError} from '../../lib/operator-error.js';
import {plainText} from '../../lib/plain-text.js';

/** What a printed configuration is filled with. */
export interface PrintOptions {
  /** Where the other side reaches the relay: `https://relay.example:9095`. */
  readonly url: string;
  /** A file that holds the relay's token, on the machine of the other side. Left out: the relay wants none. */
  readonly tokenFile?: string;
  /** The name under which the alerts shall be seen. */
  readonly source?: string;
  /** Alertmanager: the labels to group by; by default each alert is a group of its own. */
  readonly groupBy?: readonly string[];
  /** systemd: how `wk` is started there, as a list of arguments. */
  readonly program?: readonly string[];
  /** cockpit: the Alertmanagers that the relay polls, and how many members each has. */
  readonly polled?: readonly {readonly name: string; readonly members: number}[];
  /** systemd: the address the relay listens on. */
  readonly listen?: string;
  /** systemd: the Redis that several relays share. */
  readonly redis?: string;
}

/** The URL of a hook. Throws OperatorError when the relay's own URL cannot be one. */
export function hookUrl(
  {url, source, schemes = /^https?:$/}: Pick<PrintOptions, 'url' | 'source'> & {readonly schemes?: RegExp},
  path: string,
): string {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base === undefined || !schemes.test(base.protocol) || base.search !== '' || base.hash !== '')
    throw new OperatorError(`"${plainText(url, {maxLength: 80})}" is not the URL of a relay.`, {
      hint: 'Write where the other side reaches it, such as https://relay.example:9095.',
    });
  const query = source === undefined ? '' : `?source=${encodeURIComponent(source)}`;
  return `${base.href.replace(/\/+$/, '')}${path}${query}`;
}

/** Text in quotes, for YAML and JSON. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** What names the token's file in a sentence. */
export function tokenPlace(tokenFile: string): string {
  return plainText(tokenFile, {maxLength: 300});
}
