import type {CommandSpec} from '../command.js';
import {completionModel} from '../completion/model.js';
import {SHELLS, type Shell} from '../completion/shells.js';

export const completion: CommandSpec = {
  arguments: [{name: 'shell', help: 'the shell', choices: ['bash', 'zsh', 'fish']}],
  flags: [],
  details: 'Prints a completion script for the shell.',
  examples: [
    'wk completion bash > ~/.local/share/bash-completion/completions/wk',
    'wk completion zsh > ~/.zsh/completions/_wk    # a folder in $fpath',
    'wk completion fish > ~/.config/fish/completions/wk.fish',
  ],
  async run({words}, _context, program) {
    const shell = (words[0] ?? 'bash') as Shell;
    const model = await completionModel(program);
    const script = SHELLS[shell](model);
    return {data: {json: () => ({shell, script}), text: () => [script.trimEnd()]}};
  },
};
