import type {Tool} from '../tool.js';
import {CLOUD} from './cloud.js';
import {CONTAINERS} from './containers.js';
import {COREUTILS} from './coreutils.js';
import {DATA} from './data.js';
import {FILES} from './files.js';
import {KUBERNETES} from './kubernetes.js';
import {GIT, NETWORK} from './network.js';
import {PACKAGES} from './packages.js';
import {SHELL} from './shell.js';
import {SYSTEM} from './system.js';

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
