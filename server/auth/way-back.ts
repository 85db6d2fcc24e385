/**
 * The path on this site that `wanted` leads to, else undefined. A link of somebody else's making must not lead a reader
 * who has just signed in to another site.
 */
export function readWayBack(wanted: unknown, publicUrl: string): string | undefined {
  if (typeof wanted !== 'string' || !/^\/(?!\/)[^\\\p{Cc}]*$/u.test(wanted)) return undefined;
  if (!URL.canParse(wanted, publicUrl)) return undefined;
  const { origin, pathname, search } = new URL(wanted, publicUrl);
  const isOwn = origin === new URL(publicUrl).origin && !pathname.startsWith('//');
  return isOwn ? pathname + search : undefined;
}
