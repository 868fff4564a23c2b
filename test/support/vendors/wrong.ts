/** The names of what is so: what a vendor finds wrong with a request. */
export function wrong(findings: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(findings).flatMap(([name, is]) => (is ? [name] : []));
}
