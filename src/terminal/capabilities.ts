import type {Capabilities} from '../core/screen.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the terminal can show, as far as its environment tells. */
export function capabilitiesOf(env: Environment): Capabilities {
  const term = env.TERM ?? '';
  const addressable = isAddressable(term);
  return {
    color: addressable ? colorOf(env, term) : 'none',
    unicode: isUtf8(env),
    links: addressable && takesUnknownSequences(term, env),
    addressable,
  };
}

/**
 * False for terminals that would print a title or a link instead of ignoring it. tmux takes them by whatever name, but an
 * editor in it that runs a shell is a terminal of its own, which calls itself `dumb`.
 */
export function takesUnknownSequences(term: string, env: Environment): boolean {
  return isAddressable(term) && (!/^(?:dumb|linux|vt\d|cons25|sun|ansi)/.test(term) || isTmux(env));
}

function isAddressable(term: string): boolean {
  return !/^(?:|dumb|unknown|emacs|network|dialup)$/.test(term);
}

export function isTmux(env: Environment): boolean {
  return Boolean(env.TMUX);
}

function colorOf(env: Environment, term: string): Capabilities['color'] {
  if (env.NO_COLOR) return 'none';
  if (/^vt(?:1|2|5)\d\d|-m$|-mono$/.test(term)) return 'none';
  if (/^(?:truecolor|24bit)$/i.test(env.COLORTERM ?? '')) return 'truecolor';
  if (/-direct|^(?:xterm-kitty|xterm-ghostty|wezterm|alacritty|foot)/.test(term)) return 'truecolor';
  return /-?256(?:color)?$/.test(term) ? '256' : '16';
}

/** The first of these that is set decides, as in the C library. */
function isUtf8(env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return /utf-?8/i.test(locale);
}
