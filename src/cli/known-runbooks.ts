import {namedAlerts} from '../core/metrics/named-alerts.js';
import {type Fact, isFact} from '../core/shift/fact.js';
import type {Args} from './args.js';
import type {CommandContext} from './context.js';
import {openRunbooks} from './runbook-roots.js';

/** Names of alerts for which there is a runbook here, of which the log has a link to one, or that one was opened for. */
export async function namesWithRunbook(
  facts: readonly Fact[],
  args: Args,
  context: CommandContext,
): Promise<ReadonlySet<string>> {
  const seen = namedAlerts(facts);
  const {shelf, roots} = await openRunbooks(args, context);
  const matched = await shelf.match([...seen.values()], roots);
  const found = matched.filter(({match}) => match.found.length > 0 || match.link !== undefined);
  return new Set([...found.map(({alert}) => alert.labels.alertname ?? ''), ...opened(facts)]);
}

function opened(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap(fact => (isFact(fact, 'runbook.opened') ? [fact.labels?.alertname ?? ''] : []));
}
