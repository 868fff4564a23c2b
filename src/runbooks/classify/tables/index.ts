import type {Tool} from '../tool.js';
import {CLOUD} from './cloud.js';
import {CONTAINERS} from './containers.js';
import {COREUTILS, FILES} from './coreutils.js';
import {DATA} from './data.js';
import {KUBERNETES} from './kubernetes.js';
import {GIT, NETWORK} from './network.js';
import {SHELL} from './shell.js';
import {PACKAGES, SYSTEM} from './system.js';

/** Registry of what we know; of two entries with one name the later one counts. */
export const TOOLS: readonly Tool[] = [
  ...SHELL,
  ...COREUTILS,
  ...FILES,
  ...KUBERNETES,
  ...CONTAINERS,
  ...CLOUD,
  ...SYSTEM,
  ...PACKAGES,
  ...NETWORK,
  ...GIT,
  ...DATA,
];
