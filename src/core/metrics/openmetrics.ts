import type {Measure, Unit} from './measure.js';

const UNITS: Readonly<Record<Unit, {readonly suffix: string; readonly scale: number}>> = {
  ms: {suffix: '_seconds', scale: 1 / 1000},
  share: {suffix: '_ratio', scale: 1},
  count: {suffix: '', scale: 1},
  'per-week': {suffix: '_per_week', scale: 1},
  'per-watch': {suffix: '_per_watch', scale: 1},
};

/** Where the name of a figure has the name of a unit in it, which linters of metrics take for its own. */
const NAMES: Readonly<Record<string, string>> = {'after-hours': 'out-of-office'};

/**
 * Figures in the text format of OpenMetrics 1.0: one gauge for each, one more with the number of its cases, and its
 * target where it has one. What could not be reckoned is left out.
 */
export function openMetrics(measures: readonly Measure[]): string {
  const families = new Map<string, Measure[]>();
  for (const one of measures) families.set(one.id, [...(families.get(one.id) ?? []), one]);
  return `${[...families.values()].flatMap(familyLines).join('\n')}\n# EOF\n`;
}

function familyLines(measures: readonly Measure[]): readonly string[] {
  const [first] = measures;
  if (first === undefined) return [];
  const {suffix, scale} = UNITS[first.unit];
  const base = `watchkeeper_${(NAMES[first.id] ?? first.id).replaceAll('-', '_')}`;
  const name = `${base}${suffix}`;
  const known = measures.filter(({value}) => value !== undefined);
  const aimed = measures.filter(({target}) => target !== undefined);
  return [
    ...gauge(
      name,
      first.definition,
      known.map(one => [one, (one.value ?? 0) * scale] as const),
    ),
    ...gauge(
      `${base}_cases`,
      `cases behind ${name}`,
      measures.map(one => [one, one.n] as const),
    ),
    ...gauge(
      `${base}_target${suffix}`,
      `target of ${name}`,
      aimed.map(one => [one, (one.target?.value ?? 0) * scale] as const),
    ),
  ];
}

function gauge(name: string, help: string, samples: readonly (readonly [Measure, number])[]): readonly string[] {
  if (samples.length === 0) return [];
  return [
    `# TYPE ${name} gauge`,
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(([{severity, part}, value]) => `${name}${labels({severity, part})} ${value}`),
  ];
}

function labels(named: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [`${name}="${value}"`]));
  return given.length === 0 ? '' : `{${given.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
