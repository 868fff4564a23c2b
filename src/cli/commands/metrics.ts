import type {Config} from '../../config/config.js';
import {toSettings} from '../../config/to-settings.js';
import {counted} from '../../core/counted.js';
import {isUntold, untoldIn, untoldText} from '../../core/handoff/untold.js';
import {isMet, isTold, type Measure} from '../../core/metrics/measure.js';
import {metricsOf} from '../../core/metrics/metrics.js';
import {openMetrics} from '../../core/metrics/openmetrics.js';
import {targetText, valueText} from '../../core/metrics/value-text.js';
import {logBegin} from '../../core/shift/log-begin.js';
import {readableOf} from '../../core/shift/readable.js';
import {wallHhmm} from '../../core/time/clock-text.js';
import type {CommandSpec} from '../command.js';
import {namesWithRunbook} from '../known-runbooks.js';
import {parseMoment} from '../moment.js';
import {ROOT_FLAG} from '../runbook-roots.js';
import {clock, iso, zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

/** So many watches are told one by one. */
const MOST_WATCHES = 5;

export const metrics: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'since', value: 'TIME', help: 'from when on: 30d, 2026-11-01 (30d)'},
    {name: 'until', value: 'TIME', help: 'up to when (now)'},
    ROOT_FLAG,
  ],
  formats: ['text', 'openmetrics'],
  details:
    'Reckons the figures of incident practice from the log: times to ack, identify and recover, calls and noise, each with the number of cases behind it, its target and how it is reckoned (-o wide).',
  examples: ['wk metrics --since 7d', 'wk metrics --since 30d -o json', 'wk metrics -o openmetrics > wk.prom'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const settings = toSettings(config);
    const {facts, damage} = await context.readLog(config);
    const zone = zoneOf(config);
    const now = context.now();
    const moment = (flag: string, fallback: string) =>
      parseMoment(args.text(flag) ?? fallback, {flag: `--${flag}`, now, zone, toward: 'past'});
    const [from, to] = [moment('since', '30d'), args.text('until') === undefined ? now : moment('until', '0s')];
    const readable = readableOf(facts);
    const withRunbook = await namesWithRunbook(readable, args, context);
    const measures = metricsOf(readable, {
      from,
      to,
      settings,
      withRunbook,
      hourOf: at => Number(wallHhmm(at, zone).slice(0, 2)),
    });
    const {said = [], ...told} = await toldOfLog(damage, {config, context});
    const since = logBegin(readable);
    // Those are few, and to read the time of every fact takes long.
    const untold = untoldIn(readable.filter(isUntold).filter(({at}) => Date.parse(at) >= from && Date.parse(at) <= to));
    const isYounger = since !== undefined && since > from;
    return {
      data: {
        json: () => ({
          from: iso(from),
          to: iso(to),
          ...(since === undefined ? {} : {logBegins: iso(since)}),
          measures: measures.map(jsonOf),
          ...(untold.length === 0 ? {} : {untold}),
        }),
        text: format => ({
          headings: ['FIGURE', '', 'VALUE', 'N', 'TARGET', ...(format === 'wide' ? ['HOW IT IS RECKONED'] : [])],
          rows: measures
            .filter(isTold)
            .flatMap(one => [rowOf(one, format), ...lackingRows(one), ...watchRows(one, {now, config})]),
          right: [3],
        }),
        as: {openmetrics: () => openMetrics(measures)},
      },
      ...told,
      said: [
        ...(isYounger ? [`Note: the log begins ${clock(since, now, config)}; what was before is not known.`] : []),
        ...(untold.length === 0 ? [] : [`Note: ${untoldText(untold)}. That counts nowhere here.`]),
        ...said,
      ],
    };
  },
};

function rowOf(one: Measure, format: string): readonly string[] {
  return [
    one.alias === undefined ? one.name : `${one.name} (${one.alias})`,
    one.severity ?? one.part ?? '',
    valueText(one),
    String(one.n),
    targetText(one),
    ...(format === 'wide' ? [one.definition] : []),
  ];
}

/** Those that keep a share from being whole, a row each below it. */
function lackingRows({lacking = []}: Measure): readonly (readonly string[])[] {
  return lacking.map(({name, calls}) => [`  without: ${name}`, '', counted(calls, 'call'), '', '']);
}

/** Those of the watches with most calls, a row each below it. */
function watchRows(
  {watches = []}: Measure,
  {now, config}: {readonly now: number; readonly config: Config},
): readonly (readonly string[])[] {
  return watches
    .toSorted((a, b) => b.calls - a.calls || b.from - a.from)
    .slice(0, MOST_WATCHES)
    .map(({operator, from, to, calls}) => {
      const span = `${clock(from, now, config)} to ${clock(to, now, config)}`;
      return [`  ${operator}, ${span}`, '', counted(calls, 'call'), '', ''];
    });
}

function jsonOf(measure: Measure) {
  const met = isMet(measure);
  const watches = measure.watches?.map(({from, to, ...one}) => ({...one, from: iso(from), to: iso(to)}));
  return {
    ...measure,
    value: measure.value ?? null,
    ...(met === undefined ? {} : {met}),
    ...(watches === undefined ? {} : {watches}),
  };
}
