import {expect, test, vi} from 'vitest';
import type {Handoff} from '../../src/core/handoff/handoff.js';
import {expectHandoff} from './twelve-hours/expected.js';
import {standWatch} from './twelve-hours/operator.js';
import {playWatch} from './twelve-hours/play.js';
import {LENGTH, scriptedAlerts, UNRECORDED_NOTE} from './twelve-hours/script.js';
import {htmlFaults, markdownFaults, slackFaults, wordsIn, wordsOf, writtenAs} from './twelve-hours/written.js';

// Twelve hours, which take half a minute.
vi.setConfig({testTimeout: 120_000});

test('of a watch of twelve hours, with a crash and a full disk in it, all that was written happens to be in the handoff, and nothing else', async () => {
  const alerts = scriptedAlerts(6, 220);
  const played = await playWatch(alerts);
  await standWatch(played, alerts);
  await played.until(LENGTH);
  await played.leave();

  const written = {
    markdown: await writtenAs('markdown', played),
    json: await writtenAs('json', played),
    html: await writtenAs('html', played),
    slack: await writtenAs('slack', played),
  };
  const {markdown, ...handoff} = JSON.parse(written.json) as Handoff & {readonly markdown: string};
  expectHandoff(handoff, alerts, played);

  // What the JSON has in its fields stands in the text; and the text is the same in every format.
  const words = wordsIn.markdown(written.markdown);
  const isSaid = (text: string) => ` ${words} `.includes(` ${wordsOf(text)} `);
  expect(statementsIn(handoff).filter(ways => !ways.some(isSaid))).toEqual([]);
  expect(markdown.trimEnd()).toBe(written.markdown.trimEnd());
  expect(wordsIn.html(written.html)).toBe(words);
  expect(wordsIn.slack(written.slack)).toBe(words);
  for (const text of Object.values(written)) expect(text).not.toContain(UNRECORDED_NOTE.text.slice(0, 60));

  expect(await markdownFaults(written.markdown)).toEqual([]);
  expect(htmlFaults(written.html)).toEqual([]);
  expect(slackFaults(JSON.parse(written.slack))).toEqual([]);
});

/** Everything that a handoff names, each in the ways in which it may be written. */
function statementsIn(handoff: Handoff): readonly (readonly string[])[] {
  const {ended, lesser, ongoing, incidents, notes, changes, questions, unwatched, walks, noisy, unsent} = handoff;
  const missed = unwatched.spans.flatMap(({found, asked}) => [...found, ...asked.flatMap(({missed = []}) => missed)]);
  return [
    ...[...ended, ...ongoing, ...noisy, ...missed].map(({severity, name, place}) => [
      `${severity} ${name} in ${place}`,
    ]),
    ...lesser.map(({severity, name, place, times}) => [
      `${severity} ${name} ${place} ${times}`,
      `${severity} ${name} in ${place}`,
    ]),
    ...incidents.flatMap(({id, severity, title, status, impact, cause, fix, followUp, tasks, pages}) => [
      [`${severity} ${id} ${title} ${status}`],
      ...[impact, cause, fix, followUp, ...tasks].flatMap(text => (text === undefined ? [] : [[text]])),
      ...pages.map(({target, state}) => [`${target} ${state === 'sent' ? 'sent' : 'not sent'}`]),
    ]),
    ...[...notes, ...questions, ...changes].map(({text}) => [text]),
    ...walks.map(({title, done, total}) => [title, `${done} of ${total} steps`]),
    ...unsent.map(({title, target}) => [`${title} to ${target}`]),
  ];
}
