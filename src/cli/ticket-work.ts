import type {IncidentCommand} from '../core/incident/command.js';
import {takesTickets} from '../core/incident/decide-ticket.js';
import {OperatorError} from '../lib/operator-error.js';
import {durationOf} from './args.js';
import type {Result} from './command.js';
import {deliveriesExit, deliveryJson, deliveryLine, hintsOf, settleDeliveries} from './deliveries.js';
import {EXIT} from './exit-codes.js';
import {dispatched} from './incident-work.js';
import type {Work} from './with-hands.js';

const WAIT = 60_000;

type OpenTicket = Extract<IncidentCommand, {type: 'open-ticket'}>;

/** Asks the target of `--to` for a ticket, waits until it is there, and prints where. */
export async function openTicket(asked: Omit<OpenTicket, 'type' | 'target'>, work: Work): Promise<Result> {
  const {args, hands} = work;
  const target = trackerOf(work);
  if (args.globals.dryRun) return {said: [`Would make a ticket at ${target}: ${asked.title}`]};
  const facts = await dispatched({...asked, type: 'open-ticket', target}, work);
  const deliveries = await settleDeliveries(facts, hands, durationOf(args, 'wait') ?? WAIT);
  return {
    exitCode: deliveriesExit(deliveries),
    data: {
      json: () => deliveries.map(deliveryJson),
      text: () => deliveries.map(one => one.url ?? one.ref?.key ?? one.delivery),
    },
    said: [...deliveries.map(deliveryLine), ...hintsOf(deliveries)],
  };
}

/** The target named, or the only one that keeps tickets. */
function trackerOf({args, hands}: Work): string {
  const {targets} = hands.state().settings;
  const trackers = targets.filter(takesTickets).map(({name}) => name);
  const named = args.text('to') ?? (trackers.length === 1 ? trackers[0] : undefined);
  if (named !== undefined) return named;
  throw new OperatorError('Where is the ticket to be made?', {
    hint: `Name a target with --to${trackers.length === 0 ? '; no tracker is configured under `targets:`' : `: ${trackers.join(', ')}`}.`,
    exitCode: EXIT.usage,
  });
}
