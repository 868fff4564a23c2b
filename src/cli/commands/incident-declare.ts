import type {Config} from '../../config/config.js';
import type {AlertKey} from '../../core/alert/alert.js';
import {SEVERITIES, type Severity} from '../../core/alert/severity.js';
import {FIELDS} from '../../core/incident/drafts.js';
import {DETECTIONS} from '../../core/incident/facts.js';
import type {Detection} from '../../core/incident/incident.js';
import {OperatorError} from '../../lib/operator-error.js';
import {aidWord} from '../aid-words.js';
import {proseLine} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {deliveryLine, hintsOf, settleDeliveries} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {fieldsOf} from '../incident-fields.js';
import {dispatched, incidentResult, pastMoment} from '../incident-work.js';
import {knownAlerts, matchersOf, nothingFits} from '../selection.js';
import {type Work, withHands} from '../with-hands.js';

/** How long the room is waited for that is asked for with it, ms. */
const ROOM_WAIT = 20_000;

export const incidentDeclare: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'title', value: 'TEXT', help: 'what is broken, in a few words'},
    {name: 'severity', value: 'P1..P4', choices: SEVERITIES, help: 'how bad it is'},
    {
      name: 'alert',
      value: 'MATCHER',
      repeat: true,
      help: 'alerts that belong to it; several matchers of the same alert in one value: \'{alertname="A",host="b"}\'',
    },
    {
      name: 'detected',
      value: 'HOW',
      choices: DETECTIONS,
      help: 'how it was noticed (alert, or user where no alert is given)',
    },
    {name: 'started', value: 'TIME', help: 'when it began, if not with the first of its alerts: 15:30, 20m (ago)'},
    {name: 'set', value: 'FIELD=TEXT', repeat: true, help: `what is known: ${Object.keys(FIELDS).join(', ')}`},
    {name: 'answer', value: 'AID/QUESTION=y|n', repeat: true, help: 'what was answered to a decision aid before'},
  ],
  details: 'Declares an incident and prints its id. Whoever declares it is its commander until somebody else is.',
  examples: [
    'wk incident declare --title "checkout is down" --severity P1 --alert CheckoutErrorRate',
    'wk incident declare --title "users cannot log in" --severity P2 --set "users=about 200"',
  ],
  run: (args, context) => {
    const {title, severity} = demanded(args.text('title'), args.text('severity'));
    const sends = ({incidents}: Config) => (incidents.roomFor ?? []).includes(severity);
    const need = args.list('alert').length > 0 ? 'live' : 'state';
    return withHands({args, context, need, sends, recordsOnly: true}, work => declare(work, title, severity));
  },
};

function demanded(title: string | undefined, severity: string | undefined): {title: string; severity: Severity} {
  if (title === undefined || severity === undefined) {
    throw new OperatorError(`An incident needs ${title === undefined ? 'a title' : 'a severity'}.`, {
      hint: 'Write: wk incident declare --title "checkout is down" --severity P1',
      exitCode: EXIT.usage,
    });
  }
  return {title: proseLine(title), severity: severity as Severity};
}

async function declare(work: Work, title: string, severity: Severity): Promise<Result> {
  const {args} = work;
  const alerts = [...new Set(args.list('alert').flatMap(word => fitting(word, work)))];
  const startedAt = pastMoment('started', work);
  const detected = args.text('detected') as Detection | undefined;
  const impact = fieldsOf(args.list('set'));
  const answers = args.list('answer').map(word => aidWord(word).answer);
  if (args.globals.dryRun) return {said: [`Would declare a ${severity}: ${title} (${alerts.length} alerts).`]};
  const facts = await dispatched(
    {
      type: 'declare-incident',
      title,
      severity,
      alerts,
      ...(detected === undefined ? {} : {detected}),
      ...(startedAt === undefined ? {} : {startedAt}),
      ...(Object.keys(impact).length === 0 ? {} : {impact}),
      ...(answers.length === 0 ? {} : {answers}),
    },
    work,
  );
  const declared = facts.find(fact => fact.type === 'incident.declared') as {readonly incident?: string} | undefined;
  const rooms = await settleDeliveries(facts, work.hands, ROOM_WAIT);
  const result = incidentResult(declared?.incident ?? '', facts, work);
  // It is declared, room or not.
  return {...result, said: [...(result.said ?? []), ...rooms.map(deliveryLine), ...hintsOf(rooms)]};
}

function fitting(word: string, {hands, sources}: Work): readonly AlertKey[] {
  const matchers = matchersOf([word]);
  const keys = knownAlerts(hands.state(), matchers, sources);
  if (keys.length === 0) throw nothingFits(hands.state(), matchers);
  return keys;
}
