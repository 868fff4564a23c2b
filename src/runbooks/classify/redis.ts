import {type Finding, heavier, type Invocation, literal} from './invocation.js';
import {judgeTool} from './judge-tool.js';

/** What a script for the server takes away: `redis.call('flushall')`. */
const DESTROYS = /\bredis\.p?call\(\s*['"](?:flush\w+|del|unlink|shutdown|[lrsz]rem\w*|hdel|[lrz]pop\w*|[lx]trim)\b/i;

/** redis-cli: what its words say, or each line of what it is fed. */
export function judgeRedis(_name: string, invocation: Invocation): Finding | undefined {
  const {words, feed} = invocation;
  const own = judgeTool(invocation);
  const script = words.find(({value}) => DESTROYS.test(value));
  if (own !== undefined && script !== undefined) {
    return {...own, level: 'destructive', reason: 'a script for the server removes something', known: true};
  }
  if (own === undefined || own.level !== 'changes' || feed === undefined) return own;
  const lines = feed.text.split('\n').filter(line => line.trim() !== '');
  const fed = lines.flatMap(line => {
    const command = line.trim().split(/\s+/).map(literal);
    return judgeTool({...invocation, words: [...words, ...command]}) ?? [];
  });
  const isRead = feed.kind === 'text' || feed.from.every(one => one === 'echo' || one === 'printf');
  return fed.reduce((a, b) => (heavier(a.level, b.level) === a.level ? a : b), isRead ? (fed[0] ?? own) : own);
}
