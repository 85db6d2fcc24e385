import { setTimeout as delay } from 'node:timers/promises';

const RECONNECT_MS = 1000;
/** Longer than an announcement takes, shorter than a person waits. */
const CATCH_UP_MS = 2000;

/** The channel on which the database's triggers announce a change, after its commit (migration 0002). */
export const CHANGE_CHANNEL = 'content_changed';

/** A fresh name for the content as it is now. A sequence gives each name once, so two contents never share one. */
export const CURRENT_VERSION_SQL = `select nextval('content_version')::text as version`;

export interface Changes {
  /** Names what readers can see now; undefined while changes cannot be heard, and then nothing may be reused. */
  version(): string | undefined;
  /** Calls back after each change, and when changes can be heard again. */
  onChange(callback: () => void): void;
  /**
   * Resolves when `version` is at least as new as everything that was committed before the call, so that the next
   * request of whoever made a change sees it. Resolves too when that cannot be known: then nothing is reused.
   */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** Gives a fresh version, and has the database announce it, behind everything that was committed before. */
export interface Announcer {
  nextVersion(): Promise<string>;
  announce(version: string): Promise<void>;
}

/** Starts to listen; `heard` takes the new version, `lost` says that the connection broke. */
export type Subscribe = (
  heard: (version: string) => void,
  lost: () => void,
) => Promise<{ version: string; stop(): Promise<void> }>;

/** Follows the database's announcements, also those of other processes, and connects again when it must. */
export async function followChanges(subscribe: Subscribe, announcer: Announcer): Promise<Changes> {
  const callbacks: (() => void)[] = [];
  const awaited = new Map<string, () => void>();
  let version: string | undefined;
  let stop = async () => {};
  let closed = false;

  const heard = (next: string) => {
    version = next;
    awaited.get(next)?.();
    for (const callback of callbacks) callback();
  };
  const lost = () => {
    version = undefined;
    for (const resolve of awaited.values()) resolve();
    if (!closed) void reconnect();
  };
  const connect = async () => {
    const subscription = await subscribe(heard, lost);
    stop = subscription.stop;
    heard(subscription.version);
  };
  const reconnect = async () => {
    while (!closed) {
      await delay(RECONNECT_MS, undefined, { ref: false });
      try {
        return await connect();
      } catch {
        // The database is still away; requests say so themselves.
      }
    }
  };

  const caughtUp = async () => {
    if (version === undefined) return;
    const mark = await announcer.nextVersion();
    const { promise: isHeard, resolve } = Promise.withResolvers<void>();
    awaited.set(mark, resolve);
    // Nothing may be reused from a connection that has gone deaf.
    const timeout = setTimeout(() => {
      version = undefined;
      resolve();
    }, CATCH_UP_MS);
    try {
      await announcer.announce(mark);
      await isHeard;
    } finally {
      clearTimeout(timeout);
      awaited.delete(mark);
    }
  };

  await connect();
  return {
    version: () => version,
    onChange: (callback) => void callbacks.push(callback),
    // What was changed is changed even if the database goes away now.
    caughtUp: () =>
      caughtUp().catch(() => {
        version = undefined;
      }),
    close: async () => {
      closed = true;
      await stop();
    },
  };
}
