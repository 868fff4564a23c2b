import type {Placeholder} from './fill.js';

/** The value that was given for a placeholder by name: as it is written, or without what marks it as one, in any case. */
export function givenFor({raw, name}: Placeholder, given: ReadonlyMap<string, string>): string | undefined {
  const bare = bareName(raw);
  const exact = given.get(raw) ?? given.get(bare) ?? given.get(name);
  if (exact !== undefined) return exact;
  const alike = [...given].filter(([key]) => [squeezed(bare), name].includes(squeezed(bareName(key))));
  return alike.at(-1)?.[1];
}

/** `POD` of `$POD` and `${POD%%.*}`, `pod-name` of `<pod-name>`, `pod` of `{{ $labels.pod }}`. */
function bareName(raw: string): string {
  const [, variable] = /^\$\{?[!#]?([A-Za-z_]\w*)/.exec(raw) ?? [];
  const [, label] = /^\{\{-?\s*[$.]?\w+\.(\w+)\s*-?\}\}$/.exec(raw) ?? [];
  return variable ?? label ?? raw.replace(/^<(.*)>$/, '$1');
}

function squeezed(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '');
}
