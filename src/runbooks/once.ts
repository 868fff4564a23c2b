/** The same as a function, which is asked once for each thing as long as the thing is there. */
export function once<Thing extends object, Made extends object | string>(
  make: (thing: Thing) => Made,
): (thing: Thing) => Made {
  const made = new WeakMap<Thing, Made>();
  return thing => {
    const known = made.get(thing) ?? make(thing);
    made.set(thing, known);
    return known;
  };
}
