import {linkTarget} from './control-strings.js';

/** Names for link targets, so that frames stay small and only registered targets reach the terminal. */
export interface Links {
  /** `text` marked as a link for the screen writer; `text` alone where the URL cannot be one. */
  mark(text: string, url: string): string;
  urlOf(name: string): string | undefined;
}

/** Kept names are between one and two times this many, those in use among them. */
const GENERATION = 1000;

export function createLinks(): Links {
  let names = new Map<string, string>();
  let olderNames = new Map<string, string>();
  let urls = new Map<string, string>();
  let olderUrls = new Map<string, string>();
  let count = 0;
  const keep = (name: string, url: string) => {
    if (urls.size >= GENERATION) {
      [olderNames, names] = [names, new Map()];
      [olderUrls, urls] = [urls, new Map()];
    }
    names.set(url, name);
    urls.set(name, url);
  };
  const nameOf = (url: string) => {
    const known = names.get(url) ?? olderNames.get(url);
    count += known === undefined ? 1 : 0;
    const name = known ?? count.toString(36);
    if (!names.has(url)) keep(name, url);
    return name;
  };
  return {
    mark(text, url) {
      const target = linkTarget(url);
      return target === undefined ? text : `\u001b]8;;${nameOf(target)}\u0007${text}\u001b]8;;\u0007`;
    },
    urlOf(name) {
      const url = urls.get(name) ?? olderUrls.get(name);
      if (url !== undefined && !urls.has(name)) keep(name, url);
      return url;
    },
  };
}
