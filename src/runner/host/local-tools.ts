import type {PreparedEnvironment} from '../login-environment.js';
import type {Scripts} from '../scripts/install.js';

/** What it takes to run a statement on this machine. */
export interface LocalTools {
  readonly bash: string;
  readonly scripts: Scripts;
  readonly environment: PreparedEnvironment;
}
