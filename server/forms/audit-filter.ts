import { z } from 'zod';
import type { AuditFilter } from '#content/audit-log.ts';

/** An address with a value that cannot be used counts as one without it. */
const text = z
  .string()
  .regex(/^\P{Cc}{1,100}$/u)
  .transform((value) => value.trim() || undefined)
  .optional()
  .catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const number = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1)
  .optional()
  .catch(undefined);

const schema = z.object({ handling: text, type: text, objekt: text, bruger: number, fra: day, til: day, side: number });

/** What the audit log's address asks for. */
export function readAuditFilter(query: unknown): { filter: AuditFilter; page: number } {
  const { handling, type, objekt, bruger, fra, til, side = 1 } = schema.parse(query ?? {});
  const given = { action: handling, objectType: type, objectId: objekt, actorId: bruger, from: fra, to: til };
  const filter = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { filter, page: side };
}

/** The address of the same choice, of another page. */
export function auditQueryString({ action, objectType, objectId, actorId, from, to }: AuditFilter, page = 1): string {
  const parameters = new URLSearchParams();
  const named = { handling: action, type: objectType, objekt: objectId, bruger: actorId, fra: from, til: to };
  for (const [name, value] of Object.entries(named)) if (value !== undefined) parameters.set(name, String(value));
  if (page > 1) parameters.set('side', String(page));
  return parameters.size ? `?${parameters}` : '';
}
