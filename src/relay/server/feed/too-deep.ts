/** JSON nested deeper than this is nobody's honest fact, and would exhaust the stack of whoever writes it out again. */
const DEEPEST = 64;

/** Whether brackets in it, those in strings aside, nest too deep. Looks at the text alone, before it is parsed. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length && depth <= DEEPEST; at += 1) {
    const char = json.charAt(at);
    if (char === '"') at = endOfString(json, at);
    else depth += STEPS[char] ?? 0;
  }
  return depth > DEEPEST;
}

const STEPS: Readonly<Record<string, number>> = {'[': 1, '{': 1, ']': -1, '}': -1};

function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json.charAt(at) !== '"') at += json.charAt(at) === '\\' ? 2 : 1;
  return at;
}
