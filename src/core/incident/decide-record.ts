import {type Asking, type Decision, isRefusal, refuse} from '../shift/decision.js';
import type {WatchState} from '../watch-state.js';
import type {IncidentCommand} from './command.js';
import {onKnown, onOpen} from './decide-incident.js';
import {deliverUpdate} from './update-deliveries.js';

type CommandOf<T extends IncidentCommand['type']> = Extract<IncidentCommand, {type: T}>;

/** What becomes known of impact, cause and the rest; the same again is no fact. */
export function decideDescribe(command: CommandOf<'describe-incident'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident, fields: before}) => {
    const fields = Object.fromEntries(
      Object.entries(command.fields)
        .map(([name, value]) => [name, value.trim()] as const)
        .filter(([name, value]) => (before[name] ?? '') !== value),
    );
    return Object.keys(fields).length === 0 ? [] : [{type: 'incident.described', incident, fields}];
  });
}

export function decideAnswer(command: CommandOf<'answer-aid'>, state: WatchState): Decision {
  return onOpen(command, state, ({incident, answers}) => {
    const {aid, question, answer} = command;
    const same = answers.some(one => one.aid === aid && one.question === question && one.answer === answer);
    return same ? [] : [{type: 'incident.answered', incident, aid, question, answer}];
  });
}

export function decidePostUpdate(command: CommandOf<'post-update'>, state: WatchState, asking: Asking): Decision {
  return onKnown(command, state, known => {
    const {audience, draft, title, text, to} = command;
    if (title.trim() === '' && text.trim() === '') {
      return refuse('invalid', 'An empty update says nothing.', 'Write what is known, even if it is little.');
    }
    const update = asking.newId('upd');
    const sent = deliverUpdate({update, incident: known, audience, draft, title, text, to}, state, asking);
    if (isRefusal(sent)) return sent;
    const {incident} = known;
    return [{type: 'incident.update-posted', incident, update, audience, draft, title, text, to: [...to]}, ...sent];
  });
}

export function decideAddTask(command: CommandOf<'add-task'>, state: WatchState, asking: Asking): Decision {
  return onKnown(command, state, ({incident, status}) => {
    const text = command.text.trim();
    if (text === '') return refuse('invalid', 'A task needs a text.', 'Say what is to be done.');
    return [
      {
        type: 'incident.task-added',
        incident,
        task: asking.newId('task'),
        text,
        kind: command.kind ?? (status === 'closed' ? 'action' : 'task'),
        ...(command.owner === undefined ? {} : {owner: command.owner}),
        ...(command.due === undefined ? {} : {due: command.due}),
        ...(command.term === undefined ? {} : {term: command.term}),
      },
    ];
  });
}

export function decideFinishTask(command: CommandOf<'finish-task'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident, tasks}) => {
    const task = tasks.find(one => one.task === command.task);
    if (task === undefined) return refuse('not-found', `${incident} has no such task.`, 'See them in its view.');
    return task.doneAt === undefined ? [{type: 'incident.task-done', incident, task: task.task}] : [];
  });
}

export function decideTakeMeasure(command: CommandOf<'take-measure'>, state: WatchState, asking: Asking): Decision {
  return onOpen(command, state, ({incident}) => {
    const text = command.text.trim();
    return text === ''
      ? refuse('invalid', 'A temporary measure needs a text.', 'Say what holds the service up: "pool at 80".')
      : [{type: 'incident.measure-taken', incident, measure: asking.newId('msr'), text}];
  });
}

export function decideRemoveMeasure(command: CommandOf<'remove-measure'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident, measures}) => {
    const measure = measures.find(one => one.measure === command.measure);
    if (measure === undefined) return refuse('not-found', `${incident} has no such measure.`, 'See them in its view.');
    return measure.removedAt === undefined
      ? [{type: 'incident.measure-removed', incident, measure: measure.measure}]
      : [];
  });
}

export function decideAddLink(command: CommandOf<'add-link'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident, links}) => {
    const {title, url} = command;
    if (!/^https?:\/\/\S+$/.test(url))
      return refuse('invalid', `${url} is no web address.`, 'It begins with https://.');
    return links.some(link => link.url === url) ? [] : [{type: 'incident.link-added', incident, title, url}];
  });
}

export function decideRecordRoom(command: CommandOf<'record-room'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident, room}) =>
    room?.name === command.name && room.url === command.url
      ? []
      : [
          {
            type: 'incident.room-opened',
            incident,
            name: command.name,
            ...(command.target === undefined ? {} : {target: command.target}),
            ...(command.url === undefined ? {} : {url: command.url}),
          },
        ],
  );
}

export function decidePinEntry(command: CommandOf<'pin-entry'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident, marks}) => {
    const {entry, pinned} = command;
    const is = marks.get(`${entry.origin}:${entry.seq}`)?.pinned ?? false;
    return is === pinned ? [] : [{type: 'incident.entry-pinned', incident, entry, pinned}];
  });
}

export function decideCorrectEntry(command: CommandOf<'correct-entry'>, state: WatchState): Decision {
  return onKnown(command, state, ({incident}) => {
    const {entry, on, text, hidden} = command;
    if (on === undefined && text === undefined && hidden === undefined) return [];
    return [
      {
        type: 'incident.entry-corrected',
        incident,
        entry,
        ...(on === undefined ? {} : {on}),
        ...(text === undefined ? {} : {text}),
        ...(hidden === undefined ? {} : {hidden}),
      },
    ];
  });
}
