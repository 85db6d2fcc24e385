import { z } from 'zod';
import type { Role } from '#content/db/schema.ts';
import type { Issue } from '#content/entries/entry.ts';
import { roleLabels } from '#content/users/user.ts';

type Result<Values> = { values: Values; issues?: never } | { values?: never; issues: Issue[] };

/** One line: nothing in it may end up as a line of a mail's head. */
const line = (longest: number) =>
  z
    .string()
    .catch('')
    .transform((text) => text.trim())
    .pipe(
      z
        .string()
        .max(longest, `Skriv højst ${longest} tegn.`)
        .regex(/^\P{Cc}*$/u, 'Skriv på én linje.'),
    );
const email = line(254).pipe(z.string().toLowerCase().pipe(z.email('Skriv en e-mailadresse som navn@kommune.dk.')));
const name = line(100).pipe(z.string().min(1, 'Skriv et navn.'));
const organisation = line(150);
const role = z.enum(Object.keys(roleLabels) as Role[], { error: 'Vælg en rolle.' });

const schemas = {
  email: z.object({ email }),
  invitation: z.object({ email, name, organisation, role }),
  firstAdmin: z.object({ email, name }),
  role: z.object({ role }),
};

type Values<Form extends keyof typeof schemas> = z.output<(typeof schemas)[Form]>;

/** The fields of a form about an account; what else was sent is left out. */
export function readAccountForm<Form extends keyof typeof schemas>(form: Form, body: unknown): Result<Values<Form>> {
  const { data, error } = schemas[form].safeParse(body ?? {});
  if (!error) return { values: data as Values<Form> };
  return { issues: error.issues.map(({ path, message }) => ({ field: String(path[0]), message })) };
}

/** What was typed, to be shown again. */
export function readTyped(body: unknown): Record<string, string> {
  const sent = body && typeof body === 'object' ? Object.entries(body) : [];
  return Object.fromEntries(sent.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
