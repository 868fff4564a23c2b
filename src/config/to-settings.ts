import type {Settings} from '../core/settings.js';
import type {Config} from './config.js';

/** The part of the configuration that core and the views reason with. */
export function toSettings(config: Config): Settings {
  const {zone, reader: _, ...ui} = config.ui;
  const watchdogs = config.alertmanagers.flatMap(({name, watchdog}) =>
    watchdog === undefined ? [] : [[name, watchdog]],
  );
  const schedules = config.schedules.flatMap(({kind, schedule}) => (kind === 'own' ? [schedule] : []));
  return {
    operator: config.operator,
    readOnly: config.readOnly,
    ack: config.ack,
    severity: config.severity,
    ...(config.calendar === undefined ? {} : {calendar: config.calendar}),
    ...(schedules.length === 0 ? {} : {schedules}),
    ...(config.turns === undefined ? {} : {turns: config.turns}),
    watchdogs: Object.fromEntries(watchdogs),
    links: config.links,
    // Known once they are made; what they can do is theirs to say.
    targets: [],
    policies: config.policies,
    contacts: config.contacts,
    incidents: config.incidents,
    ...(config.drill === undefined ? {} : {drill: config.drill}),
    ...(config.figures === undefined ? {} : {figures: config.figures}),
    ...(config.posts === undefined ? {} : {posts: config.posts}),
    ...(config.checklists === undefined ? {} : {checklists: config.checklists}),
    ui: {...ui, ...(zone === undefined ? {} : {timeZone: zone})},
  };
}
