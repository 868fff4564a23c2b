import {silenceKey} from '../../../core/alert/silence.js';
import {keysOfAck} from '../../../core/shift/decide-ack.js';
import {isFact} from '../../../core/shift/fact.js';
import {heldFacts} from '../../../core/shift/log-window.js';
import {sentence, subjects} from '../../../core/shift/sentence.js';
import type {WatchState} from '../../../core/watch-state.js';
import {askFilter} from '../../actions/filter.js';
import {openAlert} from '../../actions/open-alert.js';
import {say} from '../../actions/say.js';
import {copy} from '../../actions/terminal.js';
import type {Cockpit} from '../../cockpit.js';
import type {Binding} from '../../input/binding.js';
import {listKeys} from '../../input/move-keys.js';
import {bodyHeight} from '../../layout.js';
import {naming} from '../../naming.js';
import {logFrame, selectedFact} from './rows.js';

export const LOG_KEYS: readonly Binding<Cockpit>[] = [
  {keys: ['enter'], label: 'open', what: 'opens the alert that the fact is about', bar: 2, act: openSubject},
  {keys: ['/'], label: 'filter', what: 'filters the log by words', bar: 3, act: cockpit => askFilter(cockpit)},
  {keys: ['y'], label: 'copy', what: 'copies the fact as a sentence', bar: 8, act: copyFact},
  ...listKeys(scene => logFrame(scene, bodyHeight(scene))),
];

function openSubject(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const fact = selectedFact(scene, bodyHeight(scene));
  const {live, shift} = scene.watch;
  const about = fact === undefined ? [] : subjects(fact).flatMap(subject => alertsBehind(subject, scene.watch));
  const key = about.find(one => live.alerts.has(one) || shift.firing.has(one));
  if (key === undefined) say(cockpit, 'No alert that fires now is behind this fact.');
  else openAlert(cockpit, key);
}

/** A fact may name what it is about, the ack that holds it, or the silence. */
function alertsBehind(subject: string, watch: WatchState): readonly string[] {
  const {live, shift} = watch;
  const held = [...live.alerts].filter(([, {source, silencedBy}]) =>
    silencedBy.some(id => silenceKey({source, id}) === subject),
  );
  const acks = [
    ...[...shift.acks.values()].filter(({ack}) => ack === subject),
    // One that ended long ago is only in the log.
    ...heldFacts(watch)
      .filter(fact => isFact(fact, 'ack.requested'))
      .filter(({ack}) => ack === subject),
  ];
  return [subject, ...acks.flatMap(keysOfAck), ...held.map(([key]) => key)];
}

function copyFact(cockpit: Cockpit): void {
  const scene = cockpit.scenes.getState();
  const fact = selectedFact(scene, bodyHeight(scene));
  if (fact !== undefined) copy(cockpit, 'the fact', `${fact.at} ${sentence(fact, naming(scene.watch))}`);
}
