import { z } from 'zod';
import { clean, type KeptForm } from '../auth/kept-form.ts';
import { readWayBack } from '../auth/way-back.ts';

const text = (most: number) => z.string().max(most).transform(clean).catch('');
const kept = z.string().transform(clean);
const keptFields = z.array(z.tuple([kept, kept]));
const schema = z.object({
  email: text(254),
  password: text(1000),
  tilbage: text(2000),
  handling: text(2000),
  felter: z.string().catch(''),
  filer: text(10),
});

export interface SignInForm {
  email: string;
  password: string;
  /** Where to go afterwards, on this site. */
  back: string | undefined;
  kept: KeptForm | undefined;
}

export function readSignInForm(body: unknown, publicUrl: string): SignInForm {
  const { email, password, tilbage, handling, felter, filer } = schema.parse(body ?? {});
  const path = readWayBack(handling, publicUrl);
  const fields = path && parseFields(felter);
  return {
    email: email.trim(),
    password,
    back: readWayBack(tilbage, publicUrl),
    kept: path && fields ? { path, fields, hadFiles: filer === 'ja' } : undefined,
  };
}

function parseFields(json: string): [string, string][] | undefined {
  try {
    return keptFields.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
