import {fingerprint} from '../alert/fingerprint.js';
import {parseDuration} from '../time/duration.js';
import type {Drill, DrillAlert, DrillTargets, Mitigation} from './drill.js';
import type {DrillFile} from './schema.js';

/** What does not go together in a file, with the place of it. */
export interface DrillFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The drill that a checked file describes. */
export function drillOf(file: DrillFile): Drill {
  const all = targetsOf(file.targets ?? {});
  return {
    title: file.title,
    about: file.about ?? '',
    length: ms(file.length),
    alerts: file.alerts.map(alert => alertOf(alert, all)),
    watchdogs: (file.watchdogs ?? []).map(({site, stops, returns}) => ({
      site,
      stops: ms(stops),
      ...(returns === undefined ? {} : {returns: ms(returns)}),
    })),
    outages: (file.outages ?? []).map(({site, from, to}) => ({
      site,
      from: ms(from),
      ...(to === undefined ? {} : {to: ms(to)}),
    })),
  };
}

/** What is wrong between the parts of a file, each of which is right. */
export function drillFaults(file: DrillFile): readonly DrillFault[] {
  const drill = drillOf(file);
  return [
    ...drill.alerts.flatMap((alert, index) => alertFaults(alert, ['alerts', index], drill)),
    ...drill.watchdogs.flatMap(({stops, returns}, index) =>
      isBefore(returns, stops)
        ? [{path: ['watchdogs', index, 'returns'], message: 'it would return before it stops'}]
        : [],
    ),
    ...drill.outages.flatMap(({from, to}, index) =>
      isBefore(to, from) ? [{path: ['outages', index, 'to'], message: 'it would end before it begins'}] : [],
    ),
  ];
}

function alertFaults(alert: DrillAlert, path: readonly PropertyKey[], {alerts, length}: Drill): readonly DrillFault[] {
  const at = alerts.indexOf(alert);
  const earlier = alerts.slice(0, at);
  const faults: DrillFault[] = [];
  const fault = (key: string, message: string) => faults.push({path: [...path, key], message});
  if (alert.at >= length) fault('at', 'the drill is over by then: make its length longer');
  if (isBefore(alert.resolves, alert.at)) fault('resolves', 'it would resolve before it fires');
  if (earlier.some(({name}) => name === alert.name)) fault('name', 'another alert has this name');
  if (earlier.some(one => isSameAlert(one, alert) && overlaps(one, alert)))
    fault('labels', 'an alert with these labels fires at the same time: give one of them another label');
  return faults;
}

/** Names one label set of one site. */
export function drillKey({site, labels}: Pick<DrillAlert, 'site' | 'labels'>): string {
  return `${site}/${fingerprint(labels)}`;
}

function isSameAlert(one: DrillAlert, other: DrillAlert): boolean {
  return drillKey(one) === drillKey(other);
}

function overlaps(one: DrillAlert, other: DrillAlert): boolean {
  const end = (alert: DrillAlert) => alert.resolves ?? Number.POSITIVE_INFINITY;
  return one.at < end(other) && other.at < end(one);
}

function isBefore(end: number | undefined, start: number): boolean {
  return end !== undefined && end <= start;
}

function alertOf(alert: DrillFile['alerts'][number], all: DrillTargets): DrillAlert {
  const {name, site = 'eu', annotations = {}, labels, expr = ''} = alert;
  const expected = alert.mitigation;
  return {
    name,
    site,
    at: ms(alert.at),
    ...(alert.resolves === undefined ? {} : {resolves: ms(alert.resolves)}),
    firesFor: ms(alert.fires_for ?? '0s'),
    labels: {cluster: site, ...labels},
    annotations,
    expr,
    ...(expected === undefined ? {} : {mitigation: mitigationOf(expected)}),
    targets: {...all, ...targetsOf(alert.targets ?? {})},
  };
}

/** How long after its mitigation an alert ends, unless it is told. */
const ENDS_AFTER = '1m';

function mitigationOf({
  statement,
  change,
  ends_after = ENDS_AFTER,
}: NonNullable<DrillFile['alerts'][number]['mitigation']>): Mitigation {
  const endsAfter = ms(ends_after);
  if (statement !== undefined) return {by: {kind: 'statement', text: statement}, endsAfter};
  if (change !== undefined) return {by: {kind: 'change', text: change}, endsAfter};
  return {by: {kind: 'manual'}, endsAfter};
}

function targetsOf(targets: NonNullable<DrillFile['targets']>): DrillTargets {
  return Object.fromEntries(
    Object.entries(targets).flatMap(([name, text]) => (text === undefined ? [] : [[name, ms(text)]])),
  );
}

/** Durations were checked by the schema. */
function ms(text: string): number {
  return parseDuration(text) ?? 0;
}
