import type { EntryStanding } from '#content/entries/entry-subject.ts';
import type { MethodProposal } from '#content/terms/propose-term.ts';

/** What readers see while this is being written. */
export function describeStanding({ state, pending }: EntryStanding): string[] {
  if (state !== 'published') return [];
  return pending
    ? ['Læserne ser den udgivne tekst, indtil denne er udgivet.']
    : ['Erfaringen er udgivet. Retter du i den, ser læserne den gamle tekst, indtil den nye er udgivet.'];
}

export function describeProposal({ label, outcome, reason }: MethodProposal): string {
  if (outcome === null) return `Foreslået: ${label} (venter)`;
  if (outcome === 'approved') return `${label} er kommet på listen og valgt ovenfor.`;
  return `${label} kom ikke på listen.${reason && ` ${reason}`}`;
}

/** What throwing the text away is called; empty where it is kept because a reviewer has seen it: `discardDraft` says so too. */
export function nameDiscard({ latestRevisionId, publishedRevisionId }: EntryStanding): string {
  if (latestRevisionId === null) return 'Slet kladden';
  return publishedRevisionId === null ? '' : 'Kassér ændringerne';
}
