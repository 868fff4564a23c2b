import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {skinOf} from '../../src/config/skin.js';
import {uiOf} from '../../src/config/ui.js';
import {RGB} from '../../src/core/look/color.js';
import {DARK_THEME, LIGHT_THEME} from '../../src/core/look/themes.js';

const NIGHT_SKY = `
night: &night "#1b1d2a"
ink: &ink "#e8e9f0"
k9s:
  body: {fgColor: *ink, bgColor: *night, logoColor: plum}
  prompt: {suggestColor: nosuchcolor}
  frame:
    menu: {fgColor: white, keyColor: fuchsia}
    title: {fgColor: aqua, filterColor: lightskyblue, highlightColor: orange}
    status:
      errorColor: "#ff6b6b"
      addColor: palegreen
      completedColor: slategrey
  views:
    table: {cursorFgColor: "#000", cursorBgColor: gold}
    charts: {defaultDialColors: [linegreen, orangered]}
`;

describe('a skin of k9s', () => {
  const {skin, warnings, remarks} = skinOf(NIGHT_SKY, '/skins/night-sky.yaml');

  test('colours the tones that mean the same, by name and by number', () => {
    expect(skin?.name).toBe('night-sky');
    expect(skin?.ground).toEqual({foreground: RGB + 0xe8e9f0, background: RGB + 0x1b1d2a});
    expect(skin?.inks).toMatchObject({
      critical: {color: RGB + 0xff6b6b},
      criticalStrong: {attributes: '1', color: RGB + 0xff6b6b},
      warning: {color: RGB + 0xffa500},
      good: {color: RGB + 0x98fb98},
      muted: {color: RGB + 0x708090},
      // The sixteen names that a terminal's owner sets the colours of.
      key: {attributes: '1', color: 13},
      strong: {attributes: '1', color: 14},
      alarm: {color: RGB + 0x1b1d2a, on: RGB + 0xff6b6b},
      notice: {color: RGB, on: RGB + 0xffd700},
    });
    expect(skin?.inks.critical.basic).toBeUndefined();
  });

  test('is not blamed for what we have no use for', () => {
    expect(warnings).toEqual([]);
    expect(remarks).toEqual([]);
  });

  test('takes what it does not say from the theme for its background', () => {
    const dark = skinOf('k9s: {body: {bgColor: "#101010"}}', 's.yml').skin;
    const light = skinOf('k9s: {body: {bgColor: "#fdf6e3"}}', 's.yml').skin;
    expect(dark?.inks).toEqual(DARK_THEME.inks);
    expect(light?.inks).toEqual(LIGHT_THEME.inks);
    expect(skinOf('k9s: {body: {bgColor: default}}', 's.yml').skin?.ground).toBeUndefined();
  });

  test('is told of colours that there are none of, with file and line', () => {
    const text =
      'k9s:\n  body:\n    fgColor: whit\n    bgColor: 7\n  frame:\n    status:\n      errorColor: "#12345"\n';
    expect(skinOf(text, '/skins/odd.yaml').warnings).toEqual([
      'odd.yaml:3: k9s.body.fgColor: there is no colour `whit`; perhaps `white`',
      'odd.yaml:4: k9s.body.bgColor: there is no colour `7`; write #rrggbb, a name of CSS, or default',
      'odd.yaml:7: k9s.frame.status.errorColor: there is no colour `#12345`; write #rrggbb, a name of CSS, or default',
    ]);
  });

  test('never hides an alert: what cannot be read on its background keeps a colour that can', () => {
    const text = 'k9s:\n  body: {bgColor: "#202020"}\n  frame:\n    status: {errorColor: "#303030"}\n';
    const read = skinOf(text, 'dim.yaml');
    expect(read.skin?.inks.critical).toEqual(DARK_THEME.inks.critical);
    expect(read.remarks).toEqual([
      "dim.yaml:4: k9s.frame.status.errorColor: can hardly be read on the skin's background (contrast 1.2); another colour is taken",
    ]);
  });

  test.each([
    ['', 'a.yaml: is no skin of k9s: it has no section `k9s`'],
    ['k9s: 7', 'a.yaml: is no skin of k9s: it has no section `k9s`'],
    ['k9s: {', 'a.yaml:1: '],
    ['k9s: {body: *nobody}', 'a.yaml'],
  ])('that is none is told, and none is drawn: %s', (text, said) => {
    const read = skinOf(text, 'a.yaml');
    expect(read.skin).toBeUndefined();
    expect(read.warnings[0]).toContain(said);
  });
});

describe('ui.skin', () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'skin-'));
    onTestFinished(() => rmSync(made, {recursive: true}));
    return made;
  };

  test('is read from where the configuration says', async () => {
    const home = folder();
    writeFileSync(join(home, 'sky.yaml'), NIGHT_SKY);
    const {ui, warnings} = await uiOf({ui: {skin: 'sky.yaml', bell: false}}, path => join(home, path));
    expect(ui).toMatchObject({bell: false, group: 'route', skin: {name: 'sky'}});
    expect(warnings).toEqual([]);
  });

  test.each([
    ['is not there', 'none.yaml', 'cannot be read (ENOENT)'],
    ['is a folder', '.', 'is no file'],
  ])('that %s keeps nobody from the cockpit', async (_, name, fault) => {
    const home = folder();
    const {ui, warnings} = await uiOf({ui: {skin: name}}, path => join(home, path));
    expect(ui.skin).toBeUndefined();
    expect(warnings).toEqual([`ui.skin: ${join(home, name)} ${fault}; the screen has its usual colours`]);
  });

  test('that is a pipe which nobody writes to holds nobody up', async () => {
    const home = folder();
    execFileSync('mkfifo', [join(home, 'pipe.yaml')]);
    const {warnings} = await uiOf({ui: {skin: 'pipe.yaml'}}, path => join(home, path));
    expect(warnings).toEqual([`ui.skin: ${join(home, 'pipe.yaml')} is no file; the screen has its usual colours`]);
  });
});
