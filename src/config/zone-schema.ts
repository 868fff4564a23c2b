import * as v from 'valibot';
import {isTimeZone} from '../core/time/clock-text.js';
import {text} from '../lib/option-parts.js';

export const zone = v.pipe(text, v.check(isTimeZone, 'write a time zone such as Europe/Berlin or UTC'));
