import {reviewOf} from '../../core/incident/review.js';
import {reviewMarkdown} from '../../core/incident/review-markdown.js';
import {readableOf} from '../../core/shift/readable.js';
import type {CommandSpec} from '../command.js';
import {incidentJson} from '../incident-json.js';
import {INCIDENT_ARGUMENT} from '../incident-work.js';
import {learnedFrom} from '../learned-from.js';
import {namedIncident} from '../named-incident.js';
import {iso, zoneOf} from '../times.js';
import {toldOfLog} from '../told-of-log.js';

export const review: CommandSpec = {
  arguments: [INCIDENT_ARGUMENT],
  flags: [],
  formats: ['markdown', 'slack', 'html'],
  details:
    'Writes the review of an incident: impact, timeline, how long each phase took, what went well and what did not by the log, actions. What only people know is left to be written.',
  examples: ['wk review 7kqx > review.md', 'wk review 7kqx -o html > review.html'],
  async run(args, context) {
    const config = await context.loadConfig(args.globals);
    const {settings, ...state} = await context.readState(config);
    const incident = namedIncident(args.words[0] ?? '', state);
    const {facts, damage} = await context.readLog(config);
    const now = context.now();
    const readable = readableOf(facts);
    const made = reviewOf(incident, readable, {settings, naming: learnedFrom(readable, zoneOf(config)), now});
    const markdown = reviewMarkdown(made);
    const formats = await context.handoffFormats();
    return {
      data: {
        json: () => ({
          ...made,
          incident: incidentJson(incident, {settings: settings.incidents, now}),
          timeline: made.timeline.map(({on, ...entry}) => ({on: iso(on), ...entry})),
          heldBy: iso(made.heldBy),
          writtenBy: iso(made.writtenBy),
          markdown,
        }),
        text: () => [markdown.trimEnd()],
        as: {
          markdown: () => markdown,
          html: () => formats.html(markdown),
          slack: () => `${JSON.stringify(formats.slack(markdown), null, 2)}\n`,
        },
      },
      ...(await toldOfLog(damage, {config, context})),
    };
  },
};
