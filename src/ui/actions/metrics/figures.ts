import {isUntold} from '../../../core/handoff/untold.js';
import {isTold, type Measure} from '../../../core/metrics/measure.js';
import {metricsOf} from '../../../core/metrics/metrics.js';
import {rfc3339, wallHhmm} from '../../../core/time/clock-text.js';
import type {Cockpit} from '../../cockpit.js';
import type {Figures} from '../../ui-store.js';
import {readRecord} from '../handoff/record.js';
import {open} from '../navigate.js';
import {lookForRunbooks} from './known-runbooks.js';

const DAY = 24 * 3_600_000;
/** Spans that are looked at, in days. */
const SPANS: readonly number[] = [7, 30, 90];
/** Parts of a span that a curve shows. */
const PARTS = 6;
/** Of more facts each part takes too long for a screen that has to answer. */
const MOST_FACTS = 20_000;

export function openFigures(cockpit: Cockpit): void {
  open(cockpit, {view: 'metrics'});
  readRecord(cockpit);
}

/** Goes to the next span. */
export function nextSpan(cockpit: Cockpit): void {
  const {figures} = cockpit.ui.getState();
  const at = SPANS.indexOf(figures?.days ?? 0);
  drawFigures(cockpit, SPANS[(at + 1) % SPANS.length]);
}

/** Reckons the figures of a span up to now; its curves follow part by part, so that keys are answered meanwhile. */
export function drawFigures(cockpit: Cockpit, days: number = cockpit.ui.getState().figures?.days ?? 30): void {
  const {record} = cockpit.ui.getState();
  if (record?.state !== 'read') return;
  const to = cockpit.clock.now();
  const watch = cockpit.engine.store.getState();
  const begun = cockpit.clock.monotonic();
  const measures = measuresOf(cockpit, {from: to - days * DAY, to}).filter(isTold);
  const since = rfc3339(to - days * DAY);
  const untold = record.facts.filter(fact => isUntold(fact) && fact.at >= since).length;
  const took = cockpit.clock.monotonic() - begun;
  cockpit.ui.setState({figures: {days, measures, untold, trends: {}, at: to, watch, took}});
  if (record.facts.length <= MOST_FACTS) drawTrend(cockpit, to, PARTS);
  lookForRunbooks(cockpit, () => drawFigures(cockpit));
}

/** The latest part first; a span that is looked at no more is not gone on with. */
function drawTrend(cockpit: Cockpit, to: number, left: number): void {
  if (left === 0) return;
  cockpit.clock.after(0, () => {
    const {figures, record} = cockpit.ui.getState();
    if (figures?.at !== to || record?.state !== 'read') return;
    const length = (figures.days * DAY) / PARTS;
    const end = to - (PARTS - left) * length;
    const values = new Map(measuresOf(cockpit, {from: end - length, to: end}).map(one => [measureKey(one), one.value]));
    const trends = Object.fromEntries(
      figures.measures.map(one => {
        const key = measureKey(one);
        return [key, [values.get(key) ?? Number.NaN, ...(figures.trends[key] ?? [])]];
      }),
    );
    cockpit.ui.setState({figures: {...figures, trends}});
    drawTrend(cockpit, to, left - 1);
  });
}

/** Names a figure among the others. */
export function measureKey({id, severity, part}: Measure): string {
  return `${id} ${severity ?? ''} ${part ?? ''}`;
}

function measuresOf(cockpit: Cockpit, span: {readonly from: number; readonly to: number}): Figures['measures'] {
  const {record, runbooksFor} = cockpit.ui.getState();
  const {settings} = cockpit.engine.store.getState();
  return metricsOf(record?.state === 'read' ? record.facts : [], {
    ...span,
    settings,
    ...(runbooksFor?.found === undefined ? {} : {withRunbook: runbooksFor.found}),
    hourOf: at => Number(wallHhmm(at, settings.ui.timeZone).slice(0, 2)),
  });
}
