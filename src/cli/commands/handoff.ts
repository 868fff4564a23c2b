import {createHash} from 'node:crypto';
import {rename, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {OperatorError} from '../../lib/operator-error.js';
import type {Args} from '../args.js';
import type {CommandSpec, Result} from '../command.js';
import type {CommandContext, HandoffAnswer} from '../context.js';
import {EXIT} from '../exit-codes.js';
import {toldOfLog} from '../told-of-log.js';
import {refused, withHands} from '../with-hands.js';

export const handoff: CommandSpec = {
  arguments: [],
  flags: [
    {name: 'shift', value: 'ID', help: 'of that shift (the running one, else the last)'},
    {name: 'out', value: 'FILE', help: 'write it to this file, and record that it was written'},
    {
      name: 'bundle',
      value: 'FILE',
      help: 'write the facts of the watch to this file, for `wk accept` in another account',
    },
  ],
  formats: ['markdown', 'slack', 'html'],
  details:
    'Prints the handoff: incidents, what fires and who has it, what ended, half-walked runbooks, silences, changes, noise, notes, figures. A draft records nothing.',
  examples: ['wk handoff', 'wk handoff -o html --out handoff.html', 'wk handoff --shift 4f2k -o json'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const state = await context.readState(config);
    const shift = args.text('shift');
    const answer = await context.writeHandoff(config, state, {
      now: context.now(),
      ...(shift === undefined ? {} : {shift}),
    });
    const formats = await context.handoffFormats();
    const as = {
      markdown: () => answer.markdown,
      html: () => formats.html(answer.markdown),
      slack: () => `${JSON.stringify(formats.slack(answer.markdown), null, 2)}\n`,
    };
    const told = await toldOfLog(answer.damage, {config, context});
    const [out, bundle] = [args.text('out'), args.text('bundle')];
    if (bundle !== undefined) {
      const text = await context.writeBundle(config, state, answer);
      const written = {answer, text, format: 'bundle', out: resolve(context.cwd, bundle)};
      return {...told, ...(await writeOut(written, args, context))};
    }
    if (out === undefined) {
      return {
        data: {
          json: () => ({markdown: answer.markdown, ...answer.handoff}),
          text: () => [answer.markdown.trimEnd()],
          as,
        },
        ...told,
      };
    }
    const format = args.globals.output ?? 'markdown';
    const text = format === 'json' ? `${JSON.stringify(answer.handoff, null, 2)}\n` : as[format as keyof typeof as]?.();
    if (text === undefined) {
      throw new OperatorError(`A file cannot be written as ${format}.`, {
        hint: 'Use -o markdown, json, slack or html.',
        exitCode: EXIT.usage,
      });
    }
    const written = await writeOut({answer, text, format, out: resolve(context.cwd, out)}, args, context);
    return {...told, ...written, said: [...(told.said ?? []), ...(written.said ?? [])]};
  },
};

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
    await writeFile(`${out}.part`, text, {mode: 0o600});
    await rename(`${out}.part`, out);
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
      file: out,
      sha256: createHash('sha256').update(text).digest('hex'),
      format,
      from: answer.handoff.from,
      to: answer.handoff.to,
      observed: answer.observed,
      ...(answer.shift === undefined ? {} : {shift: answer.shift}),
    });
    if (!outcome.ok) throw refused(outcome.refusal);
    return {
      data: {json: () => ({file: out, facts: outcome.facts}), text: () => [out]},
      said: ['Written, and recorded.'],
    };
  });
}
