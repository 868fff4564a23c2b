import {expect, test} from 'vitest';
import {isFact} from '../../src/core/shift/fact.js';
import {launch} from '../support/launch.js';
import {describeReal, postAlerts, startAlertmanager} from '../support/real.js';
import {endedWithTest, openDesk} from './support/desk.js';
import {factsIn, gapsIn} from './support/journal.js';
import {freshAlert} from './support/posts.js';

describeReal('a suspended cockpit', ['prometheus-alertmanager', 'bash'], () => {
  test('lets go of the journal, and after fg shows what happened meanwhile', {timeout: 90_000}, async () => {
    const server = await startAlertmanager();
    const desk = await openDesk(`alertmanagers: [{name: eu, urls: ["${server.url}"], poll: 1s}]\n`);
    await postAlerts(server.url, [freshAlert('SiteDown')]);
    const shell = endedWithTest(
      launch(['--norc', '--noprofile', '-i'], {command: '/bin/bash', env: {...desk.env, PS1: 'shell> '}}),
    );
    await shell.waitFor('shell>');
    shell.type(`'${process.execPath}' '${desk.bin}'\r`);
    await shell.waitFor(/▌P1.*SiteDown/, 30_000);

    shell.type('\u001a');
    await shell.waitFor('Stopped');
    expect(shell.kind()).toBe('normal');
    expect(await desk.wk(['note', 'while you were out'])).toMatchObject({code: 0});
    expect(await desk.wk(['ack', 'alertname=SiteDown'])).toMatchObject({code: 0});

    shell.type('fg\r');
    await shell.waitFor(/on it 1[\s\S]*P1.* ana .*SiteDown/, 30_000);
    shell.type('l');
    await shell.waitFor('while you were out');
    expect(await desk.wk(['note', 'back again'])).toMatchObject({code: 0});
    await shell.waitFor('back again');
    const facts = factsIn(desk.state);
    expect(facts.flatMap(fact => (isFact(fact, 'note.added') ? [fact.text] : []))).toEqual([
      'while you were out',
      'back again',
    ]);
    expect(gapsIn(facts)).toEqual([]);
    await server.stop();
  });
});
