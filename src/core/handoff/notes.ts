import {type Fact, type FactOf, isFact} from '../shift/fact.js';
import {type Episode, recordedAt} from './episodes.js';
import type {Handoff, HandoffNote} from './handoff.js';

interface Known extends Pick<Handoff, 'ongoing' | 'ended' | 'lesser'> {
  readonly episodes: readonly Episode[];
}

/** Notes that stand with nothing else: those of no alert, and those of one that neither fires nor ended in this watch. */
export function notesIn(told: readonly Fact[], {episodes, ongoing, ended, lesser}: Known): Handoff['notes'] {
  const shown = new Set([...ongoing, ...ended, ...lesser].flatMap(({notes}) => notes.map(nameOf)));
  const elsewhere = new Map(episodes.flatMap(one => one.notes.map(note => [nameOf(note), one] as const)));
  return told
    .filter(fact => isFact(fact, 'note.added'))
    .flatMap(fact => {
      const note = {at: recordedAt(fact), by: fact.by, text: fact.text};
      const name = nameOf(note);
      if (fact.alert === undefined) return [note];
      return shown.has(name) ? [] : [{...note, about: aboutOf(fact, elsewhere.get(name))}];
    });
}

function aboutOf(
  {alert, title = alert?.fingerprint ?? ''}: FactOf<'note.added'>,
  episode: Episode | undefined,
): Handoff['notes'][number]['about'] {
  if (episode === undefined) return {name: title};
  const {severity, name, place, endedAt} = episode;
  return {name: `${severity} ${name} in ${place}`, ...(endedAt === undefined ? {} : {endedAt})};
}

function nameOf({at, by, text}: HandoffNote): string {
  return JSON.stringify([at, by, text]);
}
