import {alertKey} from '../../core/alert/alert.js';
import type {Incident} from '../../core/incident/incident.js';
import type {Fact} from '../../core/shift/fact.js';
import {OperatorError} from '../../lib/operator-error.js';
import type {CommandSpec, Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {dispatched, INCIDENT_ARGUMENT, incidentResult} from '../incident-work.js';
import {namedIncident} from '../named-incident.js';
import {judgeOf, knownAlerts, matchersOf, nothingFits} from '../selection.js';
import {type Work, withHands} from '../with-hands.js';

export const incidentAlert: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT, {name: 'matcher', help: 'which alerts, as amtool takes it', variadic: true}],
  flags: [
    {name: 'remove', help: 'they do not belong to it after all; also by fingerprint, and when they fire no more'},
  ],
  details: 'Links alerts that fire to an incident, or takes linked ones off.',
  examples: ['wk incident alert 7kqx service=checkout', 'wk incident alert 7kqx QueueFull --remove'],
  run: (args, context) => {
    const need = args.on('remove') ? 'state' : 'live';
    return withHands({args, context, need, recordsOnly: true}, work => (args.on('remove') ? unlink(work) : link(work)));
  },
};

async function link(work: Work): Promise<Result> {
  const {args, hands, sources} = work;
  const {incident} = namedIncident(args.words[0] ?? '', hands.state());
  const matchers = matchersOf(args.words.slice(1));
  const alerts = knownAlerts(hands.state(), matchers, sources);
  if (alerts.length === 0) throw nothingFits(hands.state(), matchers);
  if (args.globals.dryRun) return {said: [`Would link ${alerts.length} alerts to ${incident}.`]};
  return incidentResult(incident, await dispatched({type: 'link-alerts', incident, alerts}, work), work);
}

async function unlink(work: Work): Promise<Result> {
  const {args, hands} = work;
  const incident = namedIncident(args.words[0] ?? '', hands.state());
  const alerts = linkedOf(incident, work);
  if (args.globals.dryRun) return {said: [`Would take ${alerts.length} alerts off ${incident.incident}.`]};
  const facts: Fact[] = [];
  for (const alert of alerts)
    facts.push(...(await dispatched({type: 'unlink-alert', incident: incident.incident, alert}, work)));
  return incidentResult(incident.incident, facts, work);
}

/** Those linked that are meant: by fingerprint, by what they are called, or by their labels as far as they are known. */
function linkedOf(incident: Incident, {args, hands}: Work): readonly string[] {
  const words = args.words.slice(1);
  const said = words.join(' ').toLowerCase();
  const fits = judgeOf(matchersOf(words));
  const {firing} = hands.state().shift;
  const found = incident.alerts.filter(alert => {
    const labels = firing.get(alertKey(alert))?.labels;
    return (
      alert.fingerprint === said ||
      alert.title.toLowerCase() === said ||
      (labels === undefined ? alert.title.toLowerCase().split(' ')[0] === said : fits(labels))
    );
  });
  if (found.length > 0) return found.map(alertKey);
  const linked = incident.alerts.map(({title, fingerprint}) => `${title} (${fingerprint})`).join(', ');
  throw new OperatorError(`No alert of ${incident.incident} fits ${words.join(' ')}.`, {
    hint: linked === '' ? 'None is linked.' : `Linked are ${linked}.`,
    exitCode: EXIT.notFound,
  });
}
