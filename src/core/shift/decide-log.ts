import {type AlertKey, alertName} from '../alert/alert.js';
import type {WatchState} from '../watch-state.js';
import type {Command} from './command.js';
import {type Asking, type Decision, type NewFact, refuse} from './decision.js';
import type {Occurrence} from './state.js';

type CommandOf<T extends Command['type']> = Extract<Command, {type: T}>;

/** A note to the watch, or to one alert. */
export function decideNote(command: CommandOf<'note'>, state: WatchState, asking: Asking): Decision {
  const text = command.text.trim();
  if (text === '') return refuse('invalid', 'An empty note says nothing.', 'Type the note as its argument.');
  if (command.alert === undefined) return [{type: 'note.added', note: asking.newId('note'), text}];
  const alert = known(state, command.alert);
  if (alert === undefined) return unknownAlert(command.alert);
  return [{type: 'note.added', note: asking.newId('note'), text, alert: nameOf(alert), title: alertName(alert)}];
}

/** A change to production that somebody made. */
export function decideRecordChange(command: CommandOf<'record-change'>, _state: WatchState, asking: Asking): Decision {
  const text = command.text.trim();
  if (text === '')
    return refuse('invalid', 'A change needs a text.', 'Say what was changed, such as "checkout v412 deployed".');
  const {on = asking.at} = command;
  return [
    {
      type: 'change.recorded',
      change: asking.newId('chg'),
      text,
      on,
      ...(on > asking.at ? {planned: true as const} : {}),
      ...(command.service === undefined ? {} : {service: command.service}),
      ...(command.labels === undefined ? {} : {labels: command.labels}),
    },
  ];
}

/** Marks alerts as noise or as worth acting on. Saying it again changes nothing. */
export function decideJudge(command: CommandOf<'judge'>, state: WatchState): Decision {
  return command.alerts.flatMap((key): NewFact[] => {
    const alert = known(state, key);
    if (alert === undefined || state.shift.judged.get(key) === command.verdict) return [];
    return [
      {
        type: 'alert.judged',
        ...nameOf(alert),
        verdict: command.verdict,
        ...(command.reason === undefined ? {} : {reason: command.reason}),
      },
    ];
  });
}

/** The alert as the facts know it, or as a source shows it where recording lags behind. */
function known(
  state: WatchState,
  key: AlertKey,
): Pick<Occurrence, 'source' | 'fingerprint' | 'startsAt' | 'labels'> | undefined {
  return state.shift.firing.get(key) ?? state.live.alerts.get(key);
}

function nameOf(
  alert: Pick<Occurrence, 'source' | 'fingerprint' | 'startsAt'>,
): Pick<Occurrence, 'source' | 'fingerprint' | 'startsAt'> {
  return {source: alert.source, fingerprint: alert.fingerprint, startsAt: alert.startsAt};
}

export function unknownAlert(key: AlertKey): Decision {
  return refuse('not-found', `No alert ${key} fires now.`, 'It may have resolved; look at the log with `wk log`.');
}
