import {cells} from '../../lib/cells.js';
import {line, type Part} from '../row.js';
import type {Paint} from '../theme.js';
import {type Binding, keyText} from './binding.js';

/** The bottom line: keys and their words, the ones that matter most kept when there is no room for all. */
export function keyLine<C>(
  bindings: readonly Binding<C>[],
  context: C,
  look: {readonly paint: Paint; readonly width: number},
): string {
  const offered = bindings.filter(binding => binding.bar !== undefined);
  const kept = new Set(fitting(offered, look.width));
  const parts: Part[] = [{text: ' '}];
  const shown = offered.filter(candidate => kept.has(candidate));
  for (const [index, binding] of shown.entries()) {
    const off = binding.disabled?.(context) !== undefined;
    parts.push({text: keyText(binding.keys[0] ?? ''), tone: off ? 'muted' : 'key'});
    parts.push({text: ` ${binding.label}${index < shown.length - 1 ? GAP : ''}`, tone: 'muted'});
  }
  return line(look.paint, parts, look.width);
}

const GAP = '  ';

function fitting<C>(offered: readonly Binding<C>[], width: number): readonly Binding<C>[] {
  let room = width - 1 + GAP.length;
  return [...offered]
    .sort((a, b) => (a.bar ?? 0) - (b.bar ?? 0))
    .filter(binding => {
      const need = cells(`${keyText(binding.keys[0] ?? '')} ${binding.label}${GAP}`);
      if (need > room) return false;
      room -= need;
      return true;
    });
}
