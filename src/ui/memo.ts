/** `make` that remembers its last answer: the same arguments, by identity, give the same object without work. */
export function remembering<A extends readonly unknown[], T>(make: (...given: A) => T): (...given: A) => T {
  let last: {readonly given: A; readonly made: T} | undefined;
  return (...given) => {
    if (last === undefined || last.given.some((one, index) => !Object.is(one, given[index])))
      last = {given, made: make(...given)};
    return last.made;
  };
}
