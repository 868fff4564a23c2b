import type {Config} from '../../config/config.js';
import type {Drill} from '../../core/drill/drill.js';
import {performanceOf} from '../../core/drill/performance.js';
import {drillReport} from '../../core/drill/report.js';
import type {Clock} from '../../core/ports.js';
import type {Fact} from '../../core/shift/fact.js';
import {readableOf} from '../../core/shift/readable.js';
import type {Demo} from '../../demo/start-demo.js';
import type {Engine} from '../../engine/engine.js';
import {plainText} from '../../lib/plain-text.js';
import {tableLines} from '../table.js';
import {readLog} from './reading.js';

/** What can mitigate an alert. */
const MITIGATES: ReadonlySet<string> = new Set(['step.finished', 'change.recorded']);

interface Stage {
  readonly clock: Clock;
  readonly demo: Pick<Demo, 'resolve'>;
  readonly signal: AbortSignal;
}

/** Ends each alert of a drill that was mitigated, when its time has come, until the signal aborts. */
export function endMitigated(
  drill: Drill,
  {store, subscribe}: Pick<Engine, 'store' | 'subscribe'>,
  {clock, demo, signal}: Stage,
): void {
  const facts: Fact[] = [...store.getState().log];
  const ended = new Set<string>();
  const cancels: (() => void)[] = [];
  const unsubscribe = subscribe(publication => {
    facts.push(...publication.facts);
    if (!publication.facts.some(({type}) => MITIGATES.has(type))) return;
    for (const {alert, mitigatedAt} of performanceOf(drill, facts)) {
      if (mitigatedAt === undefined || ended.has(alert.name)) continue;
      ended.add(alert.name);
      cancels.push(clock.after(alert.mitigation?.endsAfter ?? 0, () => demo.resolve(alert.site, alert.labels)));
    }
  });
  const leave = () => {
    for (const end of [unsubscribe, ...cancels]) end();
  };
  signal.addEventListener('abort', leave, {once: true});
}

/** How a drill went, by the facts in its journal, as text. */
export async function drillText(
  drill: Drill,
  config: Config,
  time: {readonly began: number; readonly until: number},
): Promise<string> {
  const facts = readableOf((await readLog(config)).facts);
  const {title, headings, rows, totals} = drillReport(drill, performanceOf(drill, facts), time);
  const table = await tableLines({headings, rows: rows.map(row => row.map(cell => plainText(cell)))});
  return `${[plainText(title), '', ...table, '', ...totals].join('\n')}\n`;
}
