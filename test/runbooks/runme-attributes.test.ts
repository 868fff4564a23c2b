import {describe, expect, test} from 'vitest';
import {fill} from '../../src/runbooks/fill/fill.js';
import {placeholdersIn} from '../../src/runbooks/fill/placeholders.js';
import {readFenceInfo} from '../../src/runbooks/statements/runme-attributes.js';
import {documentOf, shownOf, statementsOf, stepsOf, textsOf} from './reading.js';

describe('attributes of a fence', () => {
  test('are read as JSON, as words, and touching the language', () => {
    const hints = {name: 'x', interactive: false, tags: ['a', 'b']};
    expect(readFenceInfo('sh {"name":"x","interactive":"false","tag":"a,b"}')).toMatchObject({language: 'sh', hints});
    expect(readFenceInfo('sh { name=x interactive=false tag=a,b }')).toMatchObject({language: 'sh', hints});
    expect(readFenceInfo('sh{name=x}')).toMatchObject({language: 'sh', hints: {name: 'x'}});
    expect(readFenceInfo('bash mdox-exec="rm -rf /"')).toEqual({language: 'bash', hints: {}, ignored: false});
    expect(readFenceInfo('{.bash}').language).toBe('bash');
    expect(readFenceInfo('')).toEqual({language: '', hints: {}, ignored: false});
  });

  test('are hints: a document cannot make its statements run more easily', () => {
    const [statement] = statementsOf(
      documentOf("# A\n\n'''sh {interactive=false promptEnv=no cwd=/tmp background=true}\nrm x\n'''\n"),
    );
    expect(statement).toMatchObject({text: 'rm x', hints: {interactive: false, cwd: '/tmp', background: true}});
    expect(Object.keys(statement ?? {})).not.toContain('promptEnv');
  });

  test('can take a fence out', () => {
    const [statement] = statementsOf(documentOf("# A\n\n'''sh {ignore=true}\nrm x\n'''\n"));
    expect(statement?.notRunnable).toBe('its fence says not to run it');
  });

  test('name a step by what its author calls it', () => {
    const [step] = stepsOf(documentOf(`# A\n\nLook.\n\n'''sh {"name":"where"}\npwd\n'''\n`));
    expect(step?.title).toBe('where');
  });

  test('keep code for another interpreter from being offered to bash', () => {
    const document = documentOf(`
# A

'''sh
id
'''

'''sh {"interpreter":"/usr/bin/env python3"}
import os
print
'''

'''bash {"interpreter":"node"}
exit
'''
`);
    expect(textsOf(document)).toEqual(['id']);
    expect(shownOf(document)).toEqual(['shown: import os\nprint', 'shown: exit']);
    expect(textsOf(documentOf(`# A\n\n'''sh {"interpreter":"/bin/zsh"}\nid\n'''\n`))).toEqual(['id']);
  });

  test('of a file for a shell that bash does not read leave its statements shown', () => {
    const of = (shell: string) => statementsOf(documentOf(`---\nshell: ${shell}\n---\n# A\n\n'''sh\nid\n'''\n`))[0];
    expect(of('fish')?.notRunnable).toBe('its file asks for fish, which is no shell that bash reads');
    expect(of('zsh')?.notRunnable).toBeUndefined();
  });

  test('words in place of an exported value ask for one, masked where the name is that of a secret', () => {
    const text = 'export TOKEN=[Your token please]';
    expect(placeholdersIn(text)).toMatchObject([{raw: '[Your token please]', name: 'token', secret: true}]);
    expect(placeholdersIn('export REGION=[Which region]')).toMatchObject([{name: 'region', secret: false}]);
    expect(placeholdersIn('export NAMES=[a-z]* x=[a b]')).toEqual([]);
    const of = (value: string) =>
      fill(text, [{placeholder: '[Your token please]', value, source: {kind: 'operator'}, secret: true}]);
    expect(of('s3cr3t')).toMatchObject({ok: true, text: 'export TOKEN=s3cr3t', values: [{secret: true}]});
    expect(of("a'; rm x")).toMatchObject({ok: false});
  });
});
