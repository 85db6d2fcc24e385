import type { EntryContent, Issue } from './entry.ts';

/** What a text must have before readers see it. A draft may lack all of it. */
const publishingRequirements: { field: string; message: string; met: (content: EntryContent) => boolean }[] = [
  {
    field: 'one_liner',
    message: 'Skriv en linies budskab: én sætning om, hvad andre kan lære.',
    met: ({ one_liner }) => one_liner !== '',
  },
  { field: 'summary', message: 'Skriv en sammenfatning.', met: ({ summary }) => summary !== '' },
  { field: 'areas', message: 'Vælg mindst ét område.', met: ({ areas }) => areas.length > 0 },
];

/** What is missing before `content` can be published; empty when nothing is. */
export function missingForPublishing(content: EntryContent): Issue[] {
  return publishingRequirements
    .filter(({ met }) => !met(content))
    .map(({ field, message }) => ({ field, message: `${message} Det kræves af en udgivet erfaring.` }));
}
