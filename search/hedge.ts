/** Whether `work` is still under way after that time. A process that was busy itself hears an answer late: it may. */
export async function isSlowerThan(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let isDone = false;
  const note = () => {
    isDone = true;
  };
  const done = work.then(note, note);
  const { promise: isOver, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => setImmediate(() => setImmediate(resolve)), milliseconds);
  await Promise.race([done, isOver]);
  clearTimeout(timer);
  return !isDone;
}

/** The first answer; when there is none, the error of the second. */
export async function firstOf<T>(first: Promise<T>, second: Promise<T>): Promise<T> {
  try {
    return await Promise.any([first, second]);
  } catch (error) {
    throw (error as AggregateError).errors[1];
  }
}
