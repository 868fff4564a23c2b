import type {Ending} from '../../core/shift/command.js';
import type {Cockpit} from '../cockpit.js';
import {field} from '../input/field.js';
import {ask} from './overlay.js';

const QUESTIONS = [
  {name: 'cause', label: 'cause'},
  {name: 'fix', label: 'fix'},
  {name: 'followUp', label: 'what follows'},
] as const;

/** Asks for cause, fix and what follows, a line each that may be left empty. */
export function askEnding(
  cockpit: Cockpit,
  {title, known = {}}: {readonly title: string; readonly known?: Ending},
  act: (said: Ending) => void,
): void {
  const askNext = (at: number, said: Ending): void => {
    const question = QUESTIONS[at];
    if (question === undefined) {
      act(said);
      return;
    }
    const {name, label} = question;
    ask(cockpit, {
      kind: 'ask',
      title: `${title}: a line each, or just enter`,
      name: label,
      field: field(known[name] ?? ''),
      draft: `resolve ${name}`,
      act: text => askNext(at + 1, text === '' ? said : {...said, [name]: text}),
    });
  };
  askNext(0, {});
}
