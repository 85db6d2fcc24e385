import type { Role } from '../db/schema.ts';

/** Somebody who can sign in, as the site greets and judges them. */
export interface User {
  id: number;
  /** In lower case. */
  email: string;
  name: string;
  organisation: string;
  role: Role;
}

export const userColumns = ['users.id', 'users.email', 'users.name', 'users.organisation', 'users.role'] as const;

/** What each role is called, from the least to the most allowed. */
export const roleLabels: Record<Role, string> = {
  reader: 'Læser',
  partner: 'Partner',
  consultant: 'Konsulent',
  editor: 'Redaktør',
  admin: 'Administrator',
};
