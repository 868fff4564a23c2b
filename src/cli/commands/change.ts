import {OperatorError} from '../../lib/operator-error.js';
import {prose, proseLine} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import {parseMoment} from '../moment.js';
import {zoneOf} from '../times.js';
import {refused, type Work, withHands} from '../with-hands.js';

export const change: CommandSpec = {
  arguments: [{name: 'text', help: 'what was changed', variadic: true}],
  flags: [
    {name: 'service', value: 'NAME', help: 'the service that was changed'},
    {name: 'label', value: 'NAME=VALUE', repeat: true, help: 'labels of the alerts that it should be shown beside'},
    {
      name: 'planned',
      value: 'TIME',
      help: 'when it is to be made: 02:00, 4h; the handoff tells of it as scheduled work',
    },
    {name: 'at', value: 'TIME', help: 'when, if not now: 15:30, 20m (ago), 2026-11-20T15:30:00Z'},
  ],
  details: 'Records a change to production. It is shown beside alerts of that service. Meant for deploy scripts too.',
  examples: [
    'wk change --service checkout "v412 deployed"',
    'wk change --label cluster=eu --at 15:30 "failover to zone b"',
    'wk change --planned 02:00 --service mail "the queue moves to new disks"',
  ],
  run: (args, context) => withHands({args, context, need: 'state', recordsOnly: true}, recordIt),
};

async function recordIt(work: Work): Promise<Result> {
  const {args, hands} = work;
  const text = prose(args.words.join(' '));
  const named = args.text('service');
  const service = named === undefined ? undefined : proseLine(named);
  const labels = Object.fromEntries(args.list('label').map(labelOf));
  const on = momentOf(work);
  if (args.globals.dryRun) {
    return {said: [`Would record${service === undefined ? '' : ` for ${service}`}: ${text}`]};
  }
  const outcome = await hands.dispatch({
    type: 'record-change',
    text,
    ...(service === undefined ? {} : {service}),
    ...(args.list('label').length === 0 ? {} : {labels}),
    ...(on === undefined ? {} : {on}),
  });
  if (!outcome.ok) {
    throw refused(outcome.refusal);
  }
  return {data: {json: () => ({facts: outcome.facts}), text: () => []}, said: ['Recorded.']};
}

function momentOf({args, config, context}: Work): number | undefined {
  const [at, planned] = [args.text('at'), args.text('planned')];
  const known = {now: context.now(), zone: zoneOf(config)};
  if (planned !== undefined) {
    const on = parseMoment(planned, {flag: '--planned', ...known, toward: 'future'});
    if (on <= known.now)
      throw new OperatorError(`--planned ${planned} is over.`, {hint: 'What was made then is recorded with --at.'});
    return on;
  }
  return at === undefined ? undefined : parseMoment(at, {flag: '--at', ...known, toward: 'past'});
}

function labelOf(text: string): readonly [string, string] {
  const [, name, value] = /^([^=\s]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new OperatorError(`--label ${text} is no label.`, {hint: 'Write it as NAME=VALUE.'});
  }
  return [name, value];
}
