import type { Role } from '../db/schema.ts';

/** Who acts; null is somebody who has not signed in. */
export type Actor = { id: number; role: Role } | null;

export type SignedIn = NonNullable<Actor>;

export const writers: Role[] = ['partner', 'consultant', 'editor', 'admin'];
export const reviewers: Role[] = ['consultant', 'editor', 'admin'];
export const editors: Role[] = ['editor', 'admin'];

export const oversees = (actor: SignedIn) => reviewers.includes(actor.role);
export const edits = (actor: SignedIn) => editors.includes(actor.role);
