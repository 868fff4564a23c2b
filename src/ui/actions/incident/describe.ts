import {PHASES} from '../../../core/incident/aids.js';
import type {Incident} from '../../../core/incident/incident.js';
import type {Cockpit} from '../../cockpit.js';
import {field} from '../../input/field.js';
import {dispatch} from '../dispatch.js';
import {ask} from '../overlay.js';
import {say} from '../say.js';

/** Asks phase by phase what there is to know; each answer is a field that the drafts read. */
export function askKnown(cockpit: Cockpit, incident: Incident): void {
  ask(cockpit, {
    kind: 'menu',
    title: `what is known of ${incident.incident}`,
    at: 0,
    items: PHASES.map(({title, questions}) => ({
      label: title.split(',')[0] ?? title,
      detail: `${questions.filter(({field: name}) => incident.fields[name] !== undefined).length} of ${questions.length} known`,
      act: () => askField(cockpit, incident, questions),
    })),
  });
}

function askField(
  cockpit: Cockpit,
  {incident, fields}: Incident,
  questions: (typeof PHASES)[number]['questions'],
): void {
  ask(cockpit, {
    kind: 'menu',
    title: 'ask',
    at: Math.max(
      0,
      questions.findIndex(({field: name}) => fields[name] === undefined),
    ),
    items: questions.map(({ask: question, field: name}) => ({
      label: question,
      detail: fields[name] ?? '',
      act: () =>
        ask(cockpit, {
          kind: 'ask',
          title: question,
          name,
          field: field(fields[name] ?? ''),
          draft: `field ${name}`,
          act: text =>
            dispatch(cockpit, {type: 'describe-incident', incident, fields: {[name]: text}}, () =>
              say(cockpit, `${name}: ${text === '' ? 'taken back' : text}`, 'good'),
            ),
        }),
    })),
  });
}
