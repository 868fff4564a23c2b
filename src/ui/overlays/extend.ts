import {dayHhmm} from '../../core/time/clock-text.js';
import {extendedEnd, extendSilence} from '../actions/silence-ends.js';
import {flow} from '../flow.js';
import type {OverlayDefinition} from './definition.js';
import {fieldLine} from './field-line.js';
import type {ExtendQuestion} from './overlay.js';

export const extend: OverlayDefinition<ExtendQuestion> = {
  place: 'target',
  eager: false,
  title: overlay => `extend the silence of ${overlay.name}`,
  lines(overlay, scene, width) {
    const silence = scene.watch.live.silences.get(`${overlay.source}/${overlay.silence}`);
    const end = extendedEnd(overlay, silence, scene.now);
    const until = end === undefined ? '' : `until ${dayHhmm(end, scene.now, scene.watch.settings.ui.timeZone)}`;
    const typed = fieldLine(
      scene.paint,
      {name: 'from now', field: overlay.field, focused: true, aside: {text: until, tone: 'strong'}},
      width,
    );
    return overlay.trouble === undefined
      ? [typed]
      : [typed, ...flow(scene.paint, [{text: overlay.trouble, tone: 'warning'}], {width})];
  },
  field: overlay => overlay.field,
  typed({overlay}, typed) {
    const {trouble: _old, ...rest} = overlay;
    return {...rest, field: typed};
  },
  keys: [
    {
      keys: ['enter'],
      label: 'extend',
      what: 'moves the end of the silence',
      bar: 1,
      act: ({cockpit, overlay}) => extendSilence(cockpit, overlay),
    },
  ],
};
