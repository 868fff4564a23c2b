import type {Alert, AlertKey} from '../../../core/alert/alert.js';
import {alertKey, alertName} from '../../../core/alert/alert.js';
import {startedAt} from '../../../core/alert/started.js';
import {counted} from '../../../core/counted.js';
import {heldFacts} from '../../../core/shift/log-window.js';
import {sentence, subjects} from '../../../core/shift/sentence.js';
import {dayHhmm, hhmmss} from '../../../core/time/clock-text.js';
import {brief, coarse} from '../../../core/time/duration.js';
import {changesFor} from '../../about-alert.js';
import {naming} from '../../naming.js';
import {relatedTo} from '../../related.js';
import {line} from '../../row.js';
import type {Scene} from '../../scene.js';
import {heading} from './label-lines.js';

const MOST_RELATED = 8;
const MOST_PAST = 8;
const MOST_FACTS = 30;

/** What surrounds the alert: others like it, what changed, what was noted, when it fired before, what happened to it. */
export function aroundSections(scene: Scene, key: AlertKey, alert: Alert | undefined): readonly (readonly string[])[] {
  const sections = [
    alert === undefined ? [] : relatedLines(scene, alert),
    changeLines(scene, key, alert),
    noteLines(scene, key),
    historyLines(scene, key),
    factLines(scene, key),
  ];
  return sections.map(section => (section.length > 0 ? [...section, ''] : []));
}

function relatedLines(scene: Scene, alert: Alert): readonly string[] {
  const related = relatedTo(alert, scene.watch.live.alerts);
  if (related.length === 0) return [];
  const rows = related
    .slice(0, MOST_RELATED)
    .map(one =>
      said(
        scene,
        coarse(scene.now - beganAt(scene, one.alert)),
        `${alertName(one.alert)} in ${one.alert.source}: ${[...one.shared, ...ownOf(one.alert, alert)].join(' ')}`,
      ),
    );
  return [heading(scene, 'Related', counted(related.length, 'shares rare labels', 'share rare labels')), ...rows];
}

function beganAt({watch, now}: Scene, alert: Alert): number {
  return startedAt(alert, {key: alertKey(alert), firing: watch.shift.firing, now});
}

/** What tells a related alert of the same name apart. */
function ownOf(other: Alert, alert: Alert): readonly string[] {
  if (alertName(other) !== alertName(alert)) return [];
  return Object.entries(other.labels)
    .filter(([name, value]) => alert.labels[name] !== value)
    .map(([name, value]) => `${name}=${value}`)
    .slice(0, 2);
}

function changeLines(scene: Scene, key: AlertKey, alert: Alert | undefined): readonly string[] {
  const rows = changesFor(scene, key, alert)
    .slice(0, MOST_RELATED)
    .map(change => said(scene, coarse(scene.now - change.on), change.text));
  return rows.length === 0 ? [] : [heading(scene, 'Recent changes'), ...rows];
}

function noteLines(scene: Scene, key: AlertKey): readonly string[] {
  const notes = scene.watch.shift.notes.filter(
    note => note.alert !== undefined && `${note.alert.source}/${note.alert.fingerprint}` === key,
  );
  const rows = notes.map(note => said(scene, coarse(scene.now - note.at), `${note.by}: ${note.text}`));
  return rows.length === 0 ? [] : [heading(scene, 'Notes'), ...rows];
}

function historyLines(scene: Scene, key: AlertKey): readonly string[] {
  const past = scene.watch.shift.history.get(key) ?? [];
  if (past.length === 0) return [heading(scene, 'Before', 'first time in this log')];
  const zone = scene.watch.settings.ui.timeZone;
  const rows = past
    .slice(-MOST_PAST)
    .reverse()
    .map(one =>
      said(
        scene,
        dayHhmm(one.startsAt, scene.now, zone),
        `${one.severity} for ${brief(one.resolvedOn - one.startsAt)}`,
      ),
    );
  return [heading(scene, 'Before', `fired ${counted(past.length, 'time')}`), ...rows];
}

function factLines(scene: Scene, key: AlertKey): readonly string[] {
  const {watch} = scene;
  const names = naming(watch);
  const acks = new Set<string>();
  const own = heldFacts(watch).filter(fact => {
    const about = subjects(fact);
    const isOwn = about.includes(key) || about.some(subject => acks.has(subject));
    if (isOwn && fact.type === 'ack.requested') acks.add(about[0] ?? '');
    return isOwn;
  });
  const rows = own
    .slice(-MOST_FACTS)
    .reverse()
    .map(fact => said(scene, hhmmss(Date.parse(fact.at), watch.settings.ui.timeZone), sentence(fact, names)));
  return rows.length === 0 ? [] : [heading(scene, 'Log of this alert', 'newest first'), ...rows];
}

function said({paint, columns}: Scene, when: string, text: string): string {
  return line(paint, [{text: '  '}, {text: when, width: 12, tone: 'muted'}, {text}], columns);
}
