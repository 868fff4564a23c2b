import type {Severity} from '../alert/severity.js';
import type {Settings} from '../settings.js';
import {DEFINITIONS, type MeasureId} from './definitions.js';
import type {Measure} from './measure.js';
import {DEFAULT_TARGETS, targetOf} from './targets.js';

/** Whose targets a figure is held against. */
export type Aims = Pick<Settings, 'figures'>;

/** A figure before it is reckoned: what it is called, how it is reckoned, and what is aimed at. */
export function measure(
  id: MeasureId,
  {figures = DEFAULT_TARGETS}: Aims,
  severity?: Severity,
): Omit<Measure, 'n' | 'value'> {
  const target = targetOf(id, figures, severity);
  return {
    id,
    ...DEFINITIONS[id],
    ...(severity === undefined ? {} : {severity}),
    ...(target === undefined ? {} : {target}),
  };
}

/** The mean of values; `target` takes the place of the one of the settings. */
export function mean(
  id: MeasureId,
  given: {
    readonly settings: Aims;
    readonly values: readonly number[];
    readonly severity?: Severity;
    readonly target?: number | undefined;
  },
): Measure {
  const {severity, settings, values, target} = given;
  return {
    ...measure(id, settings, severity),
    ...(target === undefined ? {} : {target: {value: target, better: 'lower'}}),
    n: values.length,
    ...(values.length === 0 ? {} : {value: values.reduce((sum, value) => sum + value, 0) / values.length}),
  };
}

/** How many of the items are so. */
export function share<T>(
  id: MeasureId,
  given: {
    readonly settings: Aims;
    readonly of: readonly T[];
    readonly is: (item: T) => boolean;
    readonly severity?: Severity;
  },
): Measure {
  const {settings, severity, of, is} = given;
  return {
    ...measure(id, settings, severity),
    n: of.length,
    ...(of.length === 0 ? {} : {value: of.filter(is).length / of.length}),
  };
}
