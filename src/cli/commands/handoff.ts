import {createHash} from 'node:crypto';
import {extname, resolve} from 'node:path';
import type {Delivery} from '../../core/escalation/delivery.js';
import {writtenOf} from '../../core/handoff/draft.js';
import {handoffDrafts, whyNoReader} from '../../core/handoff/message.js';
import {plainDocument} from '../../core/handoff/plain.js';
import type {KnownTarget} from '../../core/settings.js';
import {writeWhole} from '../../lib/node/write-whole.js';
import {OperatorError} from '../../lib/operator-error.js';
import {type Args, durationOf} from '../args.js';
import {askIncoming} from '../ask-incoming.js';
import type {CommandSpec, Data, Result} from '../command.js';
import type {CommandContext, HandoffAnswer} from '../context.js';
import {deliveriesExit, deliveryJson, deliveryLine, hintsOf, settleDeliveries} from '../deliveries.js';
import {EXIT} from '../exit-codes.js';
import {tracedData} from '../handoff-trace.js';
import {clock, zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';
import {refused, type Work, withHands} from '../with-hands.js';

const WAIT = 60_000;

export const handoff: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'shift', value: 'ID', help: 'of that shift (the running one, else the last)'},
    {
      name: 'out',
      value: 'FILE',
      help: 'write it to this file, as its ending says unless -o does, and record that it was written',
    },
    {
      name: 'bundle',
      value: 'FILE',
      help: 'write the facts of the watch to this file, for `wk accept` in another account',
    },
    {
      name: 'send',
      value: 'TARGET',
      repeat: true,
      help: 'send it to this target: a Slack channel, an e-mail, a webhook, a command',
    },
    {name: 'ask', value: 'TEXT', repeat: true, help: 'only put a question to whoever comes into it'},
    {name: 'trace', help: 'print each statement with the facts that it is drawn from, by journal and number'},
    {name: 'wait', value: 'DURATION', help: 'how long to wait until it is sent (60s)'},
  ],
  formats: ['markdown', 'slack', 'html'],
  details:
    'Prints the handoff: incidents, what fires and who has it, what ended, half-walked runbooks, silences, what was not delivered, changes, noise, notes, figures. A draft records nothing. Exit code of --send: 0 only when it is there.',
  examples: [
    'wk handoff',
    'wk handoff --out handoff.html',
    'wk handoff --send room',
    'wk handoff --trace',
    'wk handoff --shift 4f2k -o json',
  ],
  async run(args, context) {
    if (args.list('ask').length > 0) return askIncoming(args, context);
    const config = await context.loadConfig(args.globals);
    const state = await context.readState(config);
    const shift = args.text('shift');
    const answer = await context.writeHandoff(config, state, {
      now: context.now(),
      ...(shift === undefined ? {} : {shift}),
    });
    const told = await toldOfLog(answer.damage, {config, context});
    if (args.on('trace')) return {data: tracedData(answer.trace(), zoneOf(config)), ...told};
    const as = await formsOf(answer, context);
    const [out, bundle, targets] = [args.text('out'), args.text('bundle'), args.list('send')];
    const results: Result[] = [];
    if (bundle !== undefined) {
      const {text, until} = await context.writeBundle(config, state, answer);
      results.push(await writeOut({answer, text, format: 'bundle', out: resolve(context.cwd, bundle)}, args, context));
      if (until !== undefined)
        results.push({
          said: [
            `Another watch began ${clock(until, context.now(), config)}: what was recorded from then on is not in it.`,
          ],
        });
    }
    if (out !== undefined)
      results.push(
        await writeOut(
          written(answer, as, {out: resolve(context.cwd, out), format: args.globals.output ?? formatOf(out)}),
          args,
          context,
        ),
      );
    if (targets.length > 0) results.push(await send(answer, targets, {args, context}));
    return results.length === 0 ? {data: printed(answer, as), ...told} : together([told, ...results]);
  },
};

type Forms = Readonly<Record<string, () => string>>;

async function formsOf({markdown}: HandoffAnswer, context: CommandContext): Promise<Forms> {
  const formats = await context.handoffFormats();
  return {
    markdown: () => markdown,
    html: () => formats.html(markdown),
    slack: () => `${JSON.stringify(formats.slack(markdown), null, 2)}\n`,
  };
}

function printed({markdown, handoff}: HandoffAnswer, as: Forms): Data {
  return {json: () => ({markdown, ...handoff}), text: () => [markdown.trimEnd()], as};
}

/** What several things came to, one after the other; the worst of their exit codes. */
function together(results: readonly Result[]): Result {
  const data = results.flatMap(one => one.data ?? []);
  const said = results.flatMap(one => one.said ?? []);
  const [first, ...more] = data;
  const exitCode = results.map(one => one.exitCode ?? EXIT.done).find(code => code !== EXIT.done);
  return {
    ...(first === undefined
      ? {}
      : {
          data: {
            json: () => (more.length === 0 ? first.json() : data.map(one => one.json())),
            text: format => data.flatMap(one => [...(one.text(format) as Iterable<string>)]),
          },
        }),
    ...(said.length === 0 ? {} : {said}),
    ...(exitCode === undefined ? {} : {exitCode}),
  };
}

const ENDINGS: Readonly<Record<string, string>> = {'.html': 'html', '.htm': 'html', '.json': 'json'};

/** What a file is written as by its name: whoever calls it page.html means that. */
function formatOf(file: string): string {
  return ENDINGS[extname(file).toLowerCase()] ?? 'markdown';
}

function written(answer: HandoffAnswer, as: Forms, to: Pick<Writing, 'out' | 'format'>): Writing {
  const text = to.format === 'json' ? `${JSON.stringify(answer.handoff, null, 2)}\n` : as[to.format]?.();
  if (text === undefined) {
    throw new OperatorError(`A file cannot be written as ${to.format}.`, {
      hint: 'Use -o markdown, json, slack or html.',
      exitCode: EXIT.usage,
    });
  }
  return {answer, text, ...to};
}

interface Writing {
  readonly answer: HandoffAnswer;
  readonly text: string;
  readonly format: string;
  readonly out: string;
}

/** Writes the file whole or not at all, and records what it says and what it was made from. */
async function writeOut({answer, text, format, out}: Writing, args: Args, context: CommandContext): Promise<Result> {
  if (args.globals.dryRun) return {said: [`Would write ${out}.`]};
  try {
    // What is handed to another account has to be read there.
    await writeWhole(out, text, format === 'bundle' ? 'umask' : 'owner');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new OperatorError(`${out} cannot be written (${code}).`, {
      hint: 'Name another file; nothing was recorded.',
      exitCode: EXIT.failed,
      cause,
    });
  }
  return withHands({args, context, need: 'state', recordsOnly: true}, async ({hands}) => {
    const outcome = await hands.dispatch({
      type: 'record-handoff',
      ...writtenOf(answer, {file: out, sha256: sha256(text), format}),
    });
    if (!outcome.ok) throw refused({...outcome.refusal, message: outcome.refusal.why ?? outcome.refusal.message});
    return {
      data: {json: () => ({file: out, facts: outcome.facts}), text: () => [out]},
      said: ['Written, and recorded.'],
    };
  }).catch((error: unknown) => writtenOnly(out, error));
}

/** The file is there by now, whatever became of the record of it. */
function writtenOnly(out: string, error: unknown): Result {
  if (!(error instanceof Error) || !('hint' in error)) throw error;
  const why = error.message.replace(/\.$/, '');
  const next = typeof error.hint === 'string' && error.hint !== '' ? ` ${error.hint}` : '';
  return {
    data: {json: () => ({file: out, facts: []}), text: () => [out]},
    said: [
      `wk: ${out} is written and can be handed over, but that it was written could not be recorded: ${why}.${next}`,
    ],
    exitCode: EXIT.failed,
  };
}

/** Sends it to all of these targets, or to none, and waits until that is settled. */
async function send(
  answer: HandoffAnswer,
  names: readonly string[],
  {args, context}: Pick<Work, 'args' | 'context'>,
): Promise<Result> {
  return withHands(
    {args, context, need: 'state', sends: true, recordsOnly: args.globals.dryRun},
    async ({config, hands}) => {
      const targets = names.map(name => readerOf(name, hands.state().settings.targets));
      const asking = {by: config.operator, at: context.now()};
      const deliveries = targets.flatMap(target => handoffDrafts(answer, target, asking));
      if (args.globals.dryRun) return {said: deliveries.map(({target, title}) => `Would send ${title} to ${target}.`)};
      const text = plainDocument(answer.markdown);
      const outcome = await hands.dispatch({
        type: 'send-handoff',
        deliveries,
        ...writtenOf(answer, {sha256: sha256(text), format: 'text'}),
      });
      if (!outcome.ok) throw refused(outcome.refusal);
      const sent = await settleDeliveries(outcome.facts, hands, durationOf(args, 'wait') ?? WAIT);
      return settled(sent);
    },
  );
}

function settled(sent: readonly Delivery[]): Result {
  return {
    exitCode: deliveriesExit(sent),
    data: {json: () => ({deliveries: sent.map(deliveryJson)}), text: () => sent.map(deliveryLine), prose: true},
    said: sent.length === 0 ? ['It was sent there already, word for word.'] : hintsOf(sent),
  };
}

type Known = Pick<KnownTarget, 'name' | 'kind'>;

/** Whoever is not known is refused by the writer, with those that are. */
function readerOf(name: string, targets: readonly Known[]): Known {
  const target = targets.find(one => one.name === name) ?? {name, kind: 'webhook'};
  const why = whyNoReader(target);
  if (why !== undefined) {
    throw new OperatorError(why, {
      hint: 'Send it to a Slack channel, an e-mail, a webhook or a command.',
      exitCode: EXIT.refused,
    });
  }
  return target;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
