import {incidentOverSsh} from '../../test/e2e/support/incident-over-ssh.js';
import {openSshDesk, SSH_DESK_NEEDS} from '../../test/e2e/support/ssh-desk.js';
import {findBinary} from '../../test/support/real.js';
import type {BenchRow} from '../bench-row.js';
import {BIN} from '../support/program.js';

/** What a slow line carries from an alert to its handoff: all that tmux got, the shell's few lines included. */
export const incidentsOverSsh: readonly BenchRow[] = [
  [80, 24],
  [60, 15],
].map(([cols = 80, rows = 24]) => row(cols, rows));

function row(cols: number, rows: number): BenchRow {
  return {
    name: `a whole incident over ssh, ${cols}x${rows}`,
    budget: 'reported',
    async run() {
      const missing = SSH_DESK_NEEDS.filter(name => findBinary(name) === undefined);
      if (missing.length > 0) {
        return {figure: Number.NaN, unit: '', verdict: 'skip', detail: `${missing.join(' and ')} not installed`};
      }
      const desk = await openSshDesk({bin: BIN, cols, rows});
      try {
        const phases = await incidentOverSsh(desk);
        return {
          figure: phases.reduce((sum, {bytes}) => sum + bytes, 0),
          unit: 'bytes',
          verdict: 'pass',
          detail: phases.map(({name, bytes}) => `${name} ${bytes}`).join(', '),
        };
      } finally {
        await desk.close();
      }
    },
  };
}
