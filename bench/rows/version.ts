import {startUp} from '../start-up.js';

export const version = startUp('--version');
