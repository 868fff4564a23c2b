const READ = /(?<![\w./-])read((?:\s+(?:'[^'\n]*'|"(?:[^"\\\n]|\\.)*"|[^\s'";&|<>()]+)+)*)/g;

/** The variables that a statement fills with `read -s`: what was typed unseen is a secret, whatever it is called. */
export function silentNames(text: string): readonly string[] {
  const found = [...text.matchAll(READ)].flatMap(([, written = '']) => {
    const words = written.replace(/'[^'\n]*'|"(?:[^"\\\n]|\\.)*"/g, '""').split(/\s+/);
    if (!words.some(word => /^-[a-zA-Z]*s/.test(word))) return [];
    const names = words.filter(word => /^[A-Za-z_]\w*$/.test(word));
    return names.length === 0 ? ['REPLY'] : names;
  });
  return [...new Set(found)];
}
