/** Makes a value when it is first asked for: reading the dictionary takes half a second, and many commands need none. */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
