import type {Cockpit} from '../../cockpit.js';

/** Reads the file again that a walk is going through; where that fails, what was read before stays. */
export function refresh(cockpit: Cockpit, path: string): void {
  cockpit.desk?.read(path).then(
    opened => cockpit.ui.setState(ui => ({books: new Map(ui.books).set(path, {state: 'open', opened})})),
    () => undefined,
  );
}
