import {spawn} from 'node:child_process';

/** Longer than any machine takes for it; a terminal that takes no output may keep it for good. */
const PATIENCE_MS = 2000;

/**
 * Remembers how the terminal treats keys and output (echo, lines, `ctrl-c`). The answer puts that back, whatever a
 * program that was killed has left; it does nothing where there is no terminal or no `stty`. Never rejects.
 */
export async function keepModes(): Promise<() => Promise<void>> {
  const kept = (await told('-g')).trim();
  return async () => {
    if (kept !== '') await told(kept);
  };
}

/** What `stty` says, or nothing where it fails: Node itself can neither read these modes nor set them. */
function told(argument: string): Promise<string> {
  // A process without a free file throws where it should tell.
  return stty(argument).catch(() => '');
}

function stty(argument: string): Promise<string> {
  return new Promise(resolve => {
    let said = '';
    const child = spawn('stty', [argument], {
      stdio: ['inherit', 'pipe', 'ignore'],
      // In a session of its own, so that neither `ctrl-c` nor a lost foreground keeps it from its work.
      detached: true,
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', () => resolve(''));
    child.on('close', code => resolve(code === 0 ? said : ''));
  });
}
