import type {Piece, StatementPiece} from './code-line.js';

const SHELL = '(?:/(?:usr/)?bin/)?(?:ba|z|a|da|k)?sh';
/** An option of redis-cli that leaves it waiting for commands; given a command, or `--bigkeys` and the like, it does not. */
const REDIS_SETTING = [
  String.raw`(?:-[hpsaunriXdDt]|--(?:user|pass|sni|cacert|cacertdir|cert|key|tls-ciphers|tls-ciphersuites|show-pushes))\s+(?:'[^']*'|"[^"]*"|[^\s|<>;&-][^\s|<>;&]*)`,
  '-[c2346e]|--(?:tls|insecure|raw|no-raw|csv|json|quoted-json|no-auth-warning|askpass|verbose)',
].join('|');
const OPENERS: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:kubectl|oc|docker|podman|crictl|nerdctl)\b.*\s(?:exec|run|debug)\b.*\s(?:--\s+)?${SHELL}(?:\s+-[il])?\s*$`,
  ),
  /^oc\s+(?:[^|]*\s)?(?:rsh\s+(?!.*\s--\s)(?:-\S+\s+(?:[^-\s]\S*\s+(?=\S))?)*\S+|debug\b(?!.*\s--\s)[^|]*)\s*$/,
  /^kubectl\s+(?:[^|]*\s)?debug\b(?!.*\s--\s)[^|]*(?:-it|-ti|--stdin)[^|]*$/,
  /^(?:ssh|mosh)\s+(?:-\S+(?:\s+[^-\s]\S*(?=\s))?\s+)*[^-\s]\S*\s*$/,
  /^virtctl\s+(?:ssh|console)\s+\S+(?:\s+-\S+\s+\S+)*\s*$/,
  /^chroot\s+\S+(?:\s+(?:\/\S*\/)?(?:ba)?sh)?\s*$/,
  /^(?:su|sudo\s+su)(?:\s+-)?(?:\s+[\w-]+)?\s*$|^sudo\s+(?:-i|-s)\s*$/,
  /^(?:psql|mysql|mongo|mongosh|sqlplus|cqlsh)\b(?!.*(?:\s-[ecf]\b|--command|--execute|--eval|--file|\s-c|\s-e|[|<>]))[^|;&]*$/,
  new RegExp(String.raw`^(?:redis|valkey|keydb)-cli(?:\s+(?:${REDIS_SETTING}))*\s*$`),
  new RegExp(String.raw`^(?:exec\s+)?${SHELL}(?:\s+-[il]+)?\s*$`),
];
const EXIT = /^(?:exit|logout|\\q)\b/;
/** What people run on their own machine, not in what they opened. */
const OUTSIDE = /^(?:sudo\s+)?(?:kubectl|oc|helm|aws|gcloud|az|terraform|git|virtctl)\b/;

/**
 * Statements below one that opens an interactive shell are typed inside that shell: they are shown, and never run on
 * this machine. That ends with `exit`; without one, where a new numbered comment or a client's command begins a
 * paragraph.
 */
export function markInnerShells(pieces: readonly Piece[]): readonly Piece[] {
  let opener: string | undefined;
  const lastExit = pieces.findLastIndex(piece => piece.kind === 'statement' && EXIT.test(piece.text.trim()));
  return pieces.map((piece, index) => {
    if (piece.kind !== 'statement' || piece.notRunnable?.startsWith('SQL') === true) return piece;
    const inside = index > lastExit && leaves(piece) ? undefined : opener;
    opener = openAfter(piece.text.trim(), inside);
    return inside === undefined
      ? piece
      : {...piece, notRunnable: `it is typed inside the shell that \`${inside}\` opens`};
  });
}

/** The statement whose shell is open behind another one. */
function openAfter(text: string, inside: string | undefined): string | undefined {
  if (inside !== undefined) return EXIT.test(text) ? undefined : inside;
  return opensShell(text) ? text : undefined;
}

/** Whether a statement opens a shell (or a client with a prompt of its own) and waits there. */
function opensShell(text: string): boolean {
  const bare = text.replace(/\s+#.*$/, '').replace(/^sudo\s+(?=kubectl|oc|docker|podman|chroot|crictl)/, '');
  return !bare.includes('\n') && OPENERS.some(pattern => pattern.test(bare));
}

function leaves({text, apart, comment}: StatementPiece): boolean {
  return apart && comment !== '' && (/^\s*#\s*(?:step\s*)?\d+[.):]/i.test(comment) || OUTSIDE.test(text.trim()));
}
