import {nearest} from '../../lib/nearest.js';
import type {Cockpit} from '../cockpit.js';
import {themeOf, themesIn} from '../theme.js';
import {say} from './say.js';

/** Draws in another theme until the cockpit is left, and says how it is kept. */
export function chooseTheme(cockpit: Cockpit, name: string): void {
  const {ui, watch} = cockpit.scenes.getState();
  const look = watch.settings.ui;
  const themes = themesIn(look);
  const chosen = themes.find(theme => theme.name === name);
  const names = themes.map(theme => theme.name);
  if (name === '') {
    const now = themeOf(ui.theme, look);
    say(cockpit, `${now.name} (${now.what}). Others: ${names.filter(other => other !== now.name).join(', ')}`);
  } else if (chosen === undefined) {
    const near = nearest(name, names);
    say(
      cockpit,
      `There is no theme "${name}". ${near === undefined ? `There are ${names.join(', ')}.` : `Did you mean ${near}?`}`,
      'warning',
    );
  } else {
    cockpit.ui.setState({theme: chosen.name});
    const instead = look.skin === undefined ? '' : ' in place of the skin';
    const kept = chosen === look.skin ? 'It is the configured skin.' : `ui: {theme: ${name}}${instead} keeps it.`;
    const bare = cockpit.screen.capabilities.color === 'none' ? ' This terminal shows no colours.' : '';
    say(cockpit, `${chosen.name}: ${chosen.what}. ${kept}${bare}`, 'good');
  }
}
