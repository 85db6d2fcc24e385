import { describe, expect, test } from 'vitest';
import { createVersionedCache } from '#server/versioned-cache.ts';

/** A cache whose content's version can be set, and something to keep that tells how often it was made. */
function setUp() {
  const content = { version: 'v1' as string | undefined };
  const cache = createVersionedCache<string>(() => content.version);
  let made = 0;
  const get = (key = 'side') => cache.get(key, async () => `${key} ${++made}`);
  return { content, cache, get };
}

describe('what was made from the content', () => {
  test('is used again while the content is the same', async () => {
    const { get } = setUp();
    expect([await get(), await get()]).toEqual(['side 1', 'side 1']);
  });

  test('is kept for each key by itself', async () => {
    const { get } = setUp();
    expect([await get('a'), await get('b'), await get('a')]).toEqual(['a 1', 'b 2', 'a 1']);
  });

  test('is made once for two who ask at the same time', async () => {
    const { get } = setUp();
    expect(await Promise.all([get(), get()])).toEqual(['side 1', 'side 1']);
  });

  test('is made anew when the content has changed, also back to an earlier version', async () => {
    const { content, get } = setUp();
    await get();
    content.version = 'v2';
    expect(await get()).toBe('side 2');
    content.version = 'v1';
    expect(await get()).toBe('side 3');
  });

  test('is made anew each time while the version is not known', async () => {
    const { content, get } = setUp();
    content.version = undefined;
    expect([await get(), await get()]).toEqual(['side 1', 'side 2']);
    content.version = 'v1';
    expect([await get(), await get()]).toEqual(['side 3', 'side 3']);
  });

  test('is not kept when making it failed', async () => {
    const { cache, get } = setUp();
    const failing = cache.get('side', async () => {
      throw new Error('the database is away');
    });
    await expect(failing).rejects.toThrow('the database is away');
    expect(await get()).toBe('side 1');
  });

  test('of an older content does not return when it is ready late', async () => {
    const { content, cache, get } = setUp();
    const late = Promise.withResolvers<string>();
    const slow = cache.get('side', () => late.promise);
    content.version = 'v2';
    expect(await get()).toBe('side 1');
    late.resolve('forældet');
    expect(await slow).toBe('forældet');
    expect(await get()).toBe('side 1');
  });

  test('makes room for newer things, the oldest first', async () => {
    const { get } = setUp();
    for (let n = 0; n <= 500; n++) await get(`side-${n}`);
    expect(await get('side-500')).toBe('side-500 501');
    expect(await get('side-0')).toBe('side-0 502');
  });
});
