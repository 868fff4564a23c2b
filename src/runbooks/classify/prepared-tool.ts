import {type Condition, conditions} from './condition.js';
import type {Weight} from './invocation.js';
import {TOOLS} from './tables/index.js';
import type {Tool} from './tool.js';

/** A tool with its lists read. */
export interface PreparedTool {
  readonly tool: Tool;
  readonly values: ReadonlySet<string>;
  readonly glued: ReadonlySet<string>;
  readonly switches: ReadonlySet<string>;
  readonly levels: readonly (readonly [Weight, readonly Condition[]])[];
  readonly previews: readonly Condition[];
  readonly floor: readonly Condition[];
  readonly terminal: readonly Condition[];
  readonly endless: readonly Condition[];
  /** Every option that its entry speaks of. */
  readonly names: ReadonlySet<string>;
  /** Those that leave a use that reads what it is. */
  readonly harmless: ReadonlySet<string>;
}

const BY_NAME = new Map<string, PreparedTool>();
const BY_PATTERN: (readonly [RegExp, PreparedTool])[] = [];
for (const tool of TOOLS) {
  const prepared = prepare(tool);
  for (const name of tool.names.split(/,\s*/)) {
    if (name.includes('*'))
      BY_PATTERN.push([new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.+')}$`), prepared]);
    else BY_NAME.set(name, prepared);
  }
}

/** What the tables say of a command; undefined for one that they do not name. */
export function preparedTool(name: string): PreparedTool | undefined {
  return BY_NAME.get(name) ?? BY_PATTERN.find(([pattern]) => pattern.test(name))?.[1];
}

function prepare(tool: Tool): PreparedTool {
  const listed = (list: string | undefined) => (list ?? '').split(/\s+/).filter(one => one !== '');
  const levels = (['reads', 'changes', 'destructive'] as const).map(level => [level, conditions(tool[level])] as const);
  const [previews, floor, terminal, endless] = [tool.previews, tool.floor, tool.terminal, tool.endless].map(conditions);
  const plain = [...conditions(tool.reads), ...(previews ?? []), ...(terminal ?? []), ...(endless ?? [])];
  const heavy = [...conditions(tool.changes), ...conditions(tool.destructive), ...(floor ?? [])];
  const raising = flagsIn(heavy.filter(({verb}) => verb.length === 0));
  const spoken = [...listed(tool.values), ...listed(tool.glued), ...listed(tool.switches), ...flagsIn(plain)];
  const harmless = [...spoken.filter(name => !raising.includes(name)), ...listed(tool.flags), '--help', '--'];
  return {
    tool,
    values: new Set(listed(tool.values)),
    glued: new Set(listed(tool.glued)),
    switches: new Set(listed(tool.switches)),
    levels,
    previews: previews ?? [],
    floor: floor ?? [],
    terminal: terminal ?? [],
    endless: endless ?? [],
    names: new Set([...spoken, ...flagsIn(heavy), ...harmless]),
    harmless: new Set(harmless),
  };
}

function flagsIn(list: readonly Condition[]): readonly string[] {
  return list.flatMap(({present, absent}) => [...present, ...absent].flat().map(({name}) => name));
}
