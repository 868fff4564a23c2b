import type {Trust} from './desk.js';

/** Trust in runbook files, as commands and the desk need it. Paths are absolute. Rejections carry a `hint`. */
export interface FileTrust {
  /** The file as it is now: whether somebody here trusts this very content, and the hash that names it. */
  of(file: string): Promise<{readonly trust: Trust; readonly hash: string}>;
  /** Rejects when the file no longer has the content of this hash: nobody has looked at the new one. */
  trust(file: string, hash: string): Promise<void>;
}
