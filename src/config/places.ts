import {userInfo} from 'node:os';
import {isAbsolute, join, resolve} from 'node:path';

export type Env = Readonly<Record<string, string | undefined>>;

/** What the configuration depends on beside files. `home` and `cwd` are absolute. */
export interface Surroundings {
  readonly env: Env;
  readonly cwd: string;
  readonly home: string;
  /** Where the host's own configuration is; `/etc` unless said otherwise. */
  readonly etc?: string;
}

/** Where our file is looked for when nobody names one. */
export function defaultConfigPath({env, home}: Surroundings): string {
  return join(xdg(env.XDG_CONFIG_HOME, join(home, '.config')), 'watchkeeper', 'config.yaml');
}

/** Where the journal, the lock and the door are when nobody names a folder. */
export function defaultStateDir({env, home}: Surroundings): string {
  return join(xdg(env.XDG_STATE_HOME, join(home, '.local', 'state')), 'watchkeeper');
}

/** amtool's files, the ones that win first: the user's before the host's, upstream's names before Debian's. */
export function amtoolPaths({home, etc = '/etc'}: Surroundings): readonly string[] {
  return [
    join(home, '.config', 'amtool', 'config.yml'),
    join(home, '.config', 'prometheus', 'amtool.yml'),
    join(etc, 'amtool', 'config.yml'),
    join(etc, 'prometheus', 'amtool.yml'),
  ];
}

/** An absolute path: `~` is the home folder, a relative one starts at `base`. */
export function absolutePath(path: string, base: string, home: string): string {
  if (path === '~' || path.startsWith('~/')) {
    return join(home, path.slice(1));
  }
  return resolve(base, path);
}

/** The account that runs us; a container's user id may have no name. */
export function osUser(env: Env): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER ?? env.LOGNAME ?? 'operator';
  }
}

/** The XDG specification has relative values ignored. */
function xdg(value: string | undefined, fallback: string): string {
  return value !== undefined && isAbsolute(value) ? value : fallback;
}
