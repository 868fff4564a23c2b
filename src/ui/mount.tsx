import {render} from 'ink';
import {App} from './App.js';
import type {Cockpit} from './cockpit.js';
import {CockpitContext} from './components/cockpit-context.js';

/** Lets Ink draw the cockpit from now on. The answer takes it down. */
export function mountCockpit(cockpit: Cockpit): () => void {
  const {inkStdout, inkStdin} = cockpit.screen;
  const ink = render(
    <CockpitContext value={cockpit}>
      <App />
    </CockpitContext>,
    {
      stdout: inkStdout as NodeJS.WriteStream,
      stdin: inkStdin as NodeJS.ReadStream,
      debug: true,
      patchConsole: false,
      exitOnCtrlC: false,
    },
  );
  return () => ink.unmount();
}
