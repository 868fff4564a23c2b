import {alertKey} from '../alert/alert.js';
import {worst} from '../alert/severity.js';
import type {Fact} from '../shift/fact.js';
import type {Episode} from './episodes.js';
import {median} from './figures.js';
import type {NoisyAlert} from './handoff.js';
import {issueOf} from './issue.js';
import {readFacts} from './read-facts.js';

/** An alert that fires this often in one watch wants to be looked at. */
const OFTEN = 3;
const NOISIEST = 5;

/** What fired most, and whatever somebody called noise. */
export function noisyAlerts(facts: readonly Fact[], begun: readonly Episode[]): readonly NoisyAlert[] {
  const judged = judgements(facts);
  return byIssue(begun)
    .map(([{issue, name, place}, all]) => ({issue, name, place, ...counted(all)}))
    .filter(({issue, fired}) => judged.has(issue) || fired >= OFTEN)
    .sort((a, b) => b.fired - a.fired)
    .filter(({issue}, index) => judged.has(issue) || index < NOISIEST)
    .map(({issue, ...row}) => {
      const verdict = judged.get(issue);
      return verdict ? {...row, judged: verdict} : row;
    });
}

/** Episodes of one issue together, in the order of their first. */
export function byIssue(episodes: readonly Episode[]): readonly (readonly [Episode, readonly Episode[]])[] {
  const groups = new Map<string, [Episode, Episode[]]>();
  for (const episode of episodes) {
    const group = groups.get(episode.issue);
    if (group) group[1].push(episode);
    else groups.set(episode.issue, [episode, [episode]]);
  }
  return [...groups.values()];
}

/** The issues that were called noise, and were not called something else later. */
function judgements(facts: readonly Fact[]): ReadonlyMap<string, NonNullable<NoisyAlert['judged']>> {
  const judged = new Map<string, NonNullable<NoisyAlert['judged']>>();
  const issues = new Map<string, string>();
  const read = readFacts({
    'alert.fired': fact => void issues.set(alertKey(fact), issueOf(fact).id),
    'alert.judged': fact => {
      const issue = issues.get(alertKey(fact));
      if (issue === undefined) return;
      if (fact.verdict !== 'noise') judged.delete(issue);
      else judged.set(issue, {by: fact.by, ...(fact.reason === undefined ? {} : {reason: fact.reason})});
    },
  });
  for (const fact of facts) read(fact);
  return judged;
}

function counted(all: readonly Episode[]) {
  const durations = all.flatMap(({startedAt, endedAt}) => (endedAt === undefined ? [] : [endedAt - startedAt]));
  return {
    severity: worst(all.map(({severity}) => severity)),
    fired: all.length,
    acked: all.filter(({ack}) => ack !== undefined).length,
    median: median(durations) ?? 0,
  };
}
