import { setTimeout as pause } from 'node:timers/promises';

/** Waits until the condition holds; fails with `what` in the message, so that a timeout explains itself. */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`);
    await pause(20);
  }
}
