import {startUp} from '../start-up.js';

export const help = startUp('--help');
