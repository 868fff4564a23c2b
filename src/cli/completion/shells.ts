import {bashScript} from './bash.js';
import {fishScript} from './fish.js';
import type {Completable} from './model.js';
import {zshScript} from './zsh.js';

export type Shell = 'bash' | 'zsh' | 'fish';

export const SHELLS: Readonly<Record<Shell, (model: readonly Completable[]) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};
