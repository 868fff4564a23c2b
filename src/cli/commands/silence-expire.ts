import type {Silence} from '../../core/alert/silence.js';
import type {CommandSpec, Result} from '../command.js';
import {EXIT} from '../exit-codes.js';
import {findSilence} from '../find-silence.js';
import {sourcesOf} from '../selection.js';
import {forEachOf, orderSilence} from '../silence-outcome.js';
import {type Work, withHands} from '../with-hands.js';

export const silenceExpire: CommandSpec = {
  arguments: [{name: 'id', help: 'a silence, or the beginning of its id', variadic: true}],
  flags: [
    {name: 'source', value: 'NAME', repeat: true, help: 'only this Alertmanager'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait for the Alertmanager (60s)'},
  ],
  details: 'Ends silences now. One that carries an ack of this watch ends as a release. Ended ones count as done.',
  examples: ['wk silence expire 3b3e9b55', 'wk silence expire $(wk silence list -q --created-by ana)'],
  run: (args, context) => withHands({args, context, need: 'live'}, expireThem),
};

async function expireThem(work: Work): Promise<Result> {
  const {args, config, context, hands} = work;
  const sources = sourcesOf(args.list('source'), work.sources);
  const silences = args.words.map(id => findSilence(id, hands.state(), sources));
  if (args.globals.dryRun) {
    return {said: silences.map(({id, createdBy, comment}) => `Would end ${id} by ${createdBy}: ${comment}`)};
  }
  const others = silences.filter(({createdBy, state}) => createdBy !== config.operator && state !== 'expired');
  if (others.length > 0 && context.stdin.isTTY && !args.globals.yes && !(await context.confirm(questionOf(others)))) {
    return {said: ['No silence was ended.'], exitCode: EXIT.refused};
  }
  const {done, said, exitCode} = await forEachOf(silences, async silence => {
    await orderSilence({type: 'expire-silence', source: silence.source, silence: silence.id}, work);
    return silence;
  });
  return {
    exitCode,
    data: {
      json: () => done.map(({id, source}) => ({id, source})),
      text: () => done.map(({id}) => `${id} ended`),
    },
    said,
  };
}

function questionOf(others: readonly Silence[]): string {
  const [first] = others;
  const more = others.length === 1 ? '' : ` and ${others.length - 1} more`;
  return `End ${first?.createdBy}'s silence "${first?.comment}"${more}?`;
}
