import {httpConfig} from './alertmanager.js';
import {hookUrl, type PrintOptions, quoted} from './print-options.js';

/** The section of Alertmanager's configuration that makes its event recorder tell the relay. */
export function eventsConfig(options: PrintOptions): string {
  return `# Alertmanager, 0.33 and newer, started with --enable-feature=event-recorder: tells of silences, inhibitions and alerts
# as they happen. Put this into alertmanager.yml beside what wk relay print-config alertmanager prints, and reload.

event_recorder:
  webhook_outputs:
    - url: ${quoted(hookUrl(options, '/v1/hooks/events'))}
      # One worker keeps the order.
      workers: 1
      batch: true
${httpConfig(options, '      ')}`;
}
