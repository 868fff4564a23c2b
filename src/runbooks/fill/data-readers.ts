import type {Argument} from '../classify/invocation.js';
import {preparedTool} from '../classify/prepared-tool.js';

/** They take what they are fed for data, whatever it says. */
const PLAIN_READERS = new Set(
  `cat tac zcat bzcat xzcat zstdcat grep egrep fgrep rg ag ack wc sort uniq head tail cut tr tee nl rev fold fmt column paste join
  comm base64 base32 basenc md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum od xxd hexdump strings
  gzip gunzip pigz bzip2 bunzip2 xz unxz zstd lz4 expand unexpand pr split csplit tsort shuf iconv numfmt diff cmp logger dd
  gron uuencode uudecode figlet pbcopy xclip xsel wl-copy pv ts sponge
  : [ test true false echo printf pwd cd exit return break continue sleep date hostname whoami id uname`
    .trim()
    .split(/\s+/),
);

export function isPlainReader(name: string): boolean {
  return PLAIN_READERS.has(name);
}

/** Takes its words for data: what it does is nothing that a value could say. */
export function takesData(name: string): boolean {
  return PLAIN_READERS.has(name) || preparedTool(name)?.tool.any === 'reads';
}

/** Whether a command takes for data what comes on its standard input. */
export function takesFedData(name: string, words: readonly Argument[]): boolean {
  const has = (option: RegExp) => words.some(({value}) => option.test(value));
  if (name === 'curl') return !has(/^(?:-[a-zA-Z]*K|--config)/);
  return PLAIN_READERS.has(name) || has(/^--[\w-]+-stdin$/);
}
