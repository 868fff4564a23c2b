import {counted} from '../../core/counted.js';
import type {CommandContext} from '../context.js';
import {type Check, ok, warn} from './check.js';

/** Smaller screens show too little to stand a watch. */
const LEAST_COLUMNS = 60;

/** What the terminal can show. */
export async function terminalChecks({capabilities, stdout}: CommandContext): Promise<readonly Check[]> {
  const about = 'terminal';
  if (!stdout.isTTY) {
    return [ok(about, 'stdout is no terminal, so the cockpit cannot open here')];
  }
  const {color, unicode, links, addressable} = await capabilities();
  if (!addressable) {
    return [
      warn(
        about,
        'the cursor cannot be moved (TERM), so there is no cockpit',
        'Set TERM to what your terminal is, such as xterm-256color, or take plain lines with `wk --reader`.',
      ),
    ];
  }
  const colors = color === 'none' ? 'no colours' : `${color} colours`;
  const parts = [colors, unicode ? 'Unicode' : 'ASCII only', links ? 'links' : 'no links'];
  const {columns} = stdout;
  return [
    ok(about, parts.join(', ')),
    ...(unicode
      ? []
      : [
          warn(
            about,
            'the locale is not UTF-8',
            'Set LANG or LC_ALL to a UTF-8 locale such as C.UTF-8 to see names as they are.',
          ),
        ]),
    ...(columns !== undefined && columns < LEAST_COLUMNS
      ? [warn(about, `${counted(columns, 'column is', 'columns are')} few`, `Make it at least ${LEAST_COLUMNS} wide.`)]
      : []),
  ];
}
