import {describe, expect, test} from 'vitest';
import {readFenceInfo} from '../../src/runbooks/statements/runme-attributes.js';
import {documentOf, statementsOf} from './reading.js';

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
});
