import {type AlertKey, alertKey} from '../../../src/core/alert/alert.js';
import type {Command} from '../../../src/core/shift/command.js';
import {comesTrue, MINUTE, type Played, TURNS} from './play.js';
import {
  CHANGES,
  INCIDENTS,
  LENGTH,
  labelsOf,
  NOTES,
  PAGES,
  QUESTIONS,
  type ScriptedAlert,
  SILENCES,
  TOLD,
  UNRECORDED_NOTE,
  VERDICT,
  WALKS,
} from './script.js';

interface Act {
  readonly at: number;
  readonly run: (played: Played) => Promise<void>;
}

/** Stands the watch as it is written, from its begin to its end. */
export async function standWatch(played: Played, alerts: readonly ScriptedAlert[]): Promise<void> {
  for (const act of actsOf(alerts, played)) {
    await played.until(act.at);
    await act.run(played);
    await played.rest();
  }
}

function actsOf(alerts: readonly ScriptedAlert[], {disk}: Played): readonly Act[] {
  const turns: Readonly<Record<(typeof TURNS)[number]['turn'], (played: Played) => Promise<void>>> = {
    crash: played => played.crash(),
    reopen: played => played.reopen(),
    fill: fillUp,
    free: async () => disk?.free(),
  };
  const all: readonly Act[] = [
    act(1, {type: 'start-shift', operator: 'ana'}),
    ...alerts.flatMap(actsOn),
    ...NOTES.map(({at, text}) => act(at, {type: 'note', text})),
    ...(disk === undefined ? [] : [refused(UNRECORDED_NOTE.at, {type: 'note', text: UNRECORDED_NOTE.text})]),
    ...CHANGES.map(({at, text, service}) => act(at, {type: 'record-change', text, service})),
    ...QUESTIONS.map(({at, text}) => later(at, shift => ({type: 'ask-incoming', text, ...shift}))),
    onAlert(VERDICT.at, TOLD.noise, key => ({type: 'judge', alerts: [key], verdict: 'noise', reason: VERDICT.reason})),
    ...Object.values(SILENCES).map(({at, minutes, service, cluster, comment}) =>
      act(at, {
        type: 'silence',
        source: cluster,
        matchers: [{name: 'service', value: service, isRegex: false, isEqual: true}],
        duration: minutes * MINUTE,
        comment,
      }),
    ),
    ...INCIDENTS.flatMap(actsOfIncident),
    ...PAGES.map(({at, key, target}) =>
      onAlert(at, TOLD[key], alert => ({type: 'escalate', alerts: [alert], targets: [target]})),
    ),
    ...Object.values(WALKS).map(walk => ({at: walk.at, run: (played: Played) => walkOn(played, walk)})),
    ...TURNS.map(({at, turn}) => ({at, run: turns[turn]})),
    act(LENGTH - 1, {type: 'end-shift'}),
  ];
  return all.toSorted((a, b) => a.at - b.at);
}

/** A disk without a page left, and no room in the last page of the journal: short notes find it until none fits. */
async function fillUp(played: Played): Promise<void> {
  if (played.disk === undefined) return;
  played.disk.fill();
  for (let note = 0; note < 100; note += 1) {
    if (!(await played.ask({type: 'note', text: 'x'})).ok) return;
    played.squeezed.push('x');
  }
  throw new Error('the disk does not get full');
}

function act(at: number, command: Command): Act {
  return {at, run: played => asked(played, command)};
}

function later(at: number, make: (shift: {readonly shift?: string}) => Command): Act {
  return {
    at,
    run: played => {
      const id = played.joined().engine.store.getState().shift.shift?.id;
      return asked(played, make(id === undefined ? {} : {shift: id}));
    },
  };
}

function refused(at: number, command: Command): Act {
  return {
    at,
    run: async played => {
      if ((await played.ask(command)).ok) throw new Error(`${command.type} was recorded on a full disk`);
    },
  };
}

async function asked(played: Played, command: Command): Promise<void> {
  const outcome = await played.joined().engine.dispatch(command);
  if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.refusal.message}`);
}

/** The alert, once the poll that brings it is done. */
async function seen(played: Played, alert: ScriptedAlert): Promise<AlertKey> {
  const labels = Object.entries(labelsOf(alert));
  const found = () =>
    [...played.joined().engine.store.getState().live.alerts.values()].find(
      one => one.source === alert.cluster && labels.every(([name, value]) => one.labels[name] === value),
    );
  await comesTrue(() => found() !== undefined, `${alert.name} of ${alert.instance} is seen`);
  const one = found();
  return one === undefined ? '' : alertKey(one);
}

function onAlert(at: number, alert: ScriptedAlert, make: (key: AlertKey) => Command): Act {
  return {at, run: async played => asked(played, make(await seen(played, alert)))};
}

function actsOn(alert: ScriptedAlert): readonly Act[] {
  const {ack, notes = []} = alert;
  return [
    ...(ack === undefined ? [] : [onAlert(ack, alert, key => ({type: 'ack', alerts: [key], comment: 'looking'}))]),
    ...notes.map(({at, text}) => onAlert(at, alert, key => ({type: 'note', text, alert: key}))),
  ];
}

function actsOfIncident(written: (typeof INCIDENTS)[number]): readonly Act[] {
  const {key, title, severity, at, impact} = written;
  const incident = (played: Played) =>
    [...played.joined().engine.store.getState().shift.incidents.values()].find(one => one.title === title)?.incident ??
    '';
  const onIt = (minute: number, make: (id: string) => Command): Act => ({
    at: minute,
    run: played => asked(played, make(incident(played))),
  });
  const declared = onAlert(at, TOLD[key], alert => ({type: 'declare-incident', title, severity, alerts: [alert]}));
  return [
    declared,
    onIt(at + 1, id => ({type: 'assign-role', incident: id, role: 'commander', person: 'ana'})),
    onIt(at + 2, id => ({type: 'describe-incident', incident: id, fields: {impact}})),
    ...('resolved' in written
      ? [
          onIt(written.resolved.at, id => {
            const {cause, fix, followUp} = written.resolved;
            return {type: 'resolve-incident', incident: id, cause, fix, followUp};
          }),
        ]
      : [onIt(at + 3, id => ({type: 'add-task', incident: id, text: 'ask mo for the trace', owner: 'lee'}))]),
  ];
}

/** Walks two steps of three, one of them by running it for real; the runbook is closed, or left as it is. */
async function walkOn(played: Played, {title, key}: (typeof WALKS)[keyof typeof WALKS]): Promise<void> {
  const {engine} = played.joined();
  await asked(played, {
    type: 'open-runbook',
    file: `/ops/${title}.md`,
    document: title,
    title,
    hash: title,
    total: 3,
    alert: await seen(played, TOLD[key]),
  });
  const walk = () => [...engine.store.getState().shift.walks.values()].find(one => one.title === title);
  const id = walk()?.walk ?? '';
  const text = `echo ${title.split(' ')[0]} changed`;
  await asked(played, {
    type: 'confirm-run',
    walk: id,
    step: 'a',
    title: 'Change it',
    statement: 's1',
    text,
    shown: text,
    env: {},
    secrets: [],
    level: 'changes',
    commands: ['echo'],
    reasons: ['scripted'],
    edited: false,
    values: [],
    place: {host: 'bastion', user: 'ana', cwd: '/'},
  });
  // It runs in the time of the world, in which that of the watch stands still.
  const runs = () => walk()?.steps.get('a')?.runs ?? [];
  await comesTrue(() => runs().some(({status}) => status === 'ended'), `the step of ${title} ends`);
  await asked(played, {type: 'skip-step', walk: id, step: 'b', title: 'Tell support', reason: 'nobody asked'});
  if (title === WALKS.done.title) await asked(played, {type: 'close-runbook', walk: id});
}
