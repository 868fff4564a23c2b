import type {CommandSpec} from '../command.js';
import {toldOfLog} from '../told-of-log.js';

export const handoff: CommandSpec = {
  arguments: [],
  flags: [],
  details: 'Prints the handoff as Markdown: what fires and who has it, what ended, silences, changes and notes.',
  examples: ['wk handoff > handoff.md'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const state = await context.readState(config);
    const {markdown, damage} = await context.writeHandoff(config, state, context.now());
    return {
      data: {json: () => ({markdown}), text: () => [markdown.trimEnd()]},
      ...(await toldOfLog(damage, {config, context})),
    };
  },
};
