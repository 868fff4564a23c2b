import {forEachChild, type SyntaxNode} from 'unbash';
import {parseBash} from '../bash/parse-bash.js';
import {isPlain} from './quote.js';

const COMPARES: ReadonlySet<string> = new Set(['-eq', '-ne', '-lt', '-le', '-gt', '-ge']);

/** Names that decide what a shell or a program does, whoever sets them. */
const DECIDES =
  /^(?:PATH|HOME|IFS|ENV|BASH_.*|LD_.*|DYLD_.*|PS[0-4]|PROMPT_COMMAND|SHELLOPTS|BASHOPTS|NODE_(?:OPTIONS|PATH|EXTRA_CA_CERTS|TLS_.*)|GIT_.*|SSH_(?:AUTH_SOCK|AGENT_PID|ASKPASS.*)|KUBECONFIG|KUBE_EDITOR|KUBECTL_.*|PAGER|MANPAGER|SYSTEMD_PAGER|LESS|LESS(?:OPEN|CLOSE|KEY.*)|EDITOR|VISUAL|SHELL|USER|LOGNAME|PWD|OLDPWD|CDPATH|TMPDIR|GLOBIGNORE|HISTFILE|INPUTRC|TERM|TERMINFO.*|TERMCAP|LANG|LC_.*|PYTHON[A-Z]*|PERL5.*|RUBY(?:OPT|LIB)|_?JAVA_(?:TOOL_OPTIONS|OPTIONS|OPTS|HOME)|.*_PROXY|CURL_(?:HOME|CA_BUNDLE|SSL_BACKEND)|WGETRC|AWS_(?:PROFILE|CONFIG_FILE|SHARED_CREDENTIALS_FILE|CA_BUNDLE)|DOCKER_(?:HOST|CONTEXT|CONFIG|CERT_PATH|TLS_VERIFY)|EXECIGNORE|FPATH|FUNCNEST|POSIXLY_CORRECT|SECONDS|RANDOM|UID|EUID|PPID|GROUPS|OPTIND|OPTARG|REPLY|TIMEFORMAT|TZ|SSL_CERT_(?:FILE|DIR)|VAULT_ADDR)$/i;

/** A runner sets such a name for nobody. */
export function decidesSomething(name: string): boolean {
  return DECIDES.test(name) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

interface Inside {
  readonly quoted: boolean;
  readonly arithmetic: boolean;
  /** Text before it in its word. */
  readonly first: boolean;
  readonly assigned: boolean;
}

/** Why the variable cannot carry the value, at each place where the statement uses it. */
export function objectionsToUse(text: string, name: string, value: string): readonly string[] {
  const found = new Set<string>();
  const visit = (node: SyntaxNode, inside: Inside) => {
    if (nameOf(node) === name) {
      for (const reason of objections(node, inside, value)) found.add(`$${name}: ${reason}`);
    }
    const next = enter(node, inside);
    let at = 0;
    forEachChild(node, child => {
      visit(
        child,
        node.type === 'Word' || node.type === 'DoubleQuoted' ? {...next, first: next.first && at === 0} : next,
      );
      at += 1;
    });
  };
  visit(parseBash(text).ast, OUTSIDE);
  return [...found];
}

const OUTSIDE: Inside = {quoted: false, arithmetic: false, first: true, assigned: false};

function enter(node: SyntaxNode, inside: Inside): Inside {
  switch (node.type) {
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      return OUTSIDE;
    case 'Command':
    case 'Statement':
      return {...inside, first: true};
    case 'Word':
      return {...inside, first: true};
    case 'DoubleQuoted':
    case 'HereDocBody':
      return {...inside, quoted: true};
    case 'Assignment':
      return {...inside, assigned: true};
    case 'TestBinary':
      return COMPARES.has(node.operator) ? {...inside, arithmetic: true} : {...inside, quoted: true};
    default:
      return node.type.startsWith('Arithmetic') ? {...inside, arithmetic: true} : inside;
  }
}

function nameOf(node: SyntaxNode): string | undefined {
  if (node.type === 'SimpleExpansion') return node.text.slice(1);
  if (node.type === 'ParameterExpansion') return node.parameter;
  return node.type === 'ArithmeticWord' ? node.value : undefined;
}

function objections(node: SyntaxNode, {quoted, arithmetic, first, assigned}: Inside, value: string): readonly string[] {
  const reasons: string[] = [];
  const digits = /^\d+$/.test(value);
  if (arithmetic && !digits)
    reasons.push('bash computes with it, and would run what the value says; only digits may stand there');
  if (node.type === 'ParameterExpansion' && !isPlain(value) && (node.prefix === '!' || node.operation !== undefined)) {
    reasons.push('it is taken apart before it is used; only a plain word may stand there');
  }
  if (assigned && !isPlain(value))
    reasons.push('it is passed on to another variable; only a plain word may stand there');
  if (!quoted && !assigned && !arithmetic && /[\s*?[\]\\]/.test(value)) {
    reasons.push('it stands without quotes: the shell would split the value, or look for files');
  }
  if (first && !assigned && !arithmetic && value.startsWith('-')) {
    reasons.push('a value that starts with - would be taken for an option');
  }
  return reasons;
}
