import { setTimeout as delay } from 'node:timers/promises';

const RECONNECT_MS = 1000;

/** The channel on which the database's triggers announce a change, after its commit (migration 0002). */
export const CHANGE_CHANNEL = 'content_changed';

/** A fresh name for the content as it is now. A sequence gives each name once, so two contents never share one. */
export const CURRENT_VERSION_SQL = `select nextval('content_version')::text as version`;

export interface Changes {
  /** Names what readers can see now; undefined while changes cannot be heard, and then nothing may be reused. */
  version(): string | undefined;
  /** Calls back after each change, and when changes can be heard again. */
  onChange(callback: () => void): void;
  close(): Promise<void>;
}

/** Starts to listen; `heard` takes the new version, `lost` says that the connection broke. */
export type Subscribe = (
  heard: (version: string) => void,
  lost: () => void,
) => Promise<{ version: string; stop(): Promise<void> }>;

/** Follows the database's announcements, also those of other processes, and connects again when it must. */
export async function followChanges(subscribe: Subscribe): Promise<Changes> {
  const callbacks: (() => void)[] = [];
  let version: string | undefined;
  let stop = async () => {};
  let closed = false;

  const heard = (next: string) => {
    version = next;
    for (const callback of callbacks) callback();
  };
  const lost = () => {
    version = undefined;
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

  await connect();
  return {
    version: () => version,
    onChange: (callback) => void callbacks.push(callback),
    close: async () => {
      closed = true;
      await stop();
    },
  };
}
