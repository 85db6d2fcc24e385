import { editors, reviewers, type SignedIn, writers } from './actor.ts';

/** What can be done on the site as a whole. */
export const siteRules = {
  'account.own': () => true,
  'entry.create': ({ role }) => writers.includes(role),
  'queue.read': ({ role }) => reviewers.includes(role),
  'contact.erase': ({ role }) => editors.includes(role),
  'vocabulary.edit': ({ role }) => editors.includes(role),
  'thesaurus.edit': ({ role }) => editors.includes(role),
  'collection.edit': ({ role }) => editors.includes(role),
  /** See what readers search for, and wish for entries. */
  'insight.read': ({ role }) => editors.includes(role),
  /** Tell that one's own municipality has tried the effort of an entry. */
  'trial.create': () => true,
  'programme.edit': ({ role }) => editors.includes(role),
  'partnership.create': ({ role }) => editors.includes(role),
  /** See all partnerships, what waits and what is late. */
  'partnership.oversee': ({ role }) => reviewers.includes(role),
  'user.manage': ({ role }) => role === 'admin',
  'audit.read': ({ role }) => role === 'admin',
} satisfies Record<string, (actor: SignedIn) => boolean>;
