import { MAX_PER_PAGE } from '#search/params.ts';
import type { SearchResult } from '#search/search.ts';
import type { Trial } from '../../try-synonyms.ts';
import { formatCount, formatNumber } from '../format.ts';

/** What a change of the thesaurus does to a search. */
export interface EffectView {
  summary: string;
  sides: { id: string; heading: string; count: string; hits: TriedHit[] }[];
}

interface TriedHit {
  title: string;
  /** How it fares on the other side; empty where it stands in the same place. */
  change: string;
  isNews: boolean;
}

const SHOWN = 10;

export function presentEffect(query: string, trial: Trial): EffectView {
  const { before, after } = trial;
  return {
    summary: [sayCorrections(after), sayEffect(query, trial)].filter(Boolean).join(' '),
    sides: [
      { id: 'nu', heading: 'Nu', count: countOf(before), hits: presentHits(before, after, sayLoss) },
      { id: 'bagefter', heading: 'Når du gemmer', count: countOf(after), hits: presentHits(after, before, sayGain) },
    ],
  };
}

/** `»ghetto« finder nu 14 erfaringer, før 2.` */
export function sayEffect(query: string, trial: Trial): string {
  const [before, after] = [trial.before.total, trial.after.total];
  if (before === after) return `»${query}« finder ${countOf(trial.after).toLowerCase()}, lige så mange som før.`;
  return `»${query}« finder ${countOf(trial.after).toLowerCase()}, før ${before ? formatNumber(before) : 'ingen'}.`;
}

/** Where a word that no entry holds is taken for another one, the line may do nothing for it. */
function sayCorrections({ corrections }: SearchResult): string {
  return corrections.map(({ from, to }) => `Søgningen læser »${from}« som »${to}«.`).join(' ');
}

const countOf = ({ total }: SearchResult) => formatCount(total, 'erfaring', 'erfaringer');

function presentHits(
  { hits }: SearchResult,
  other: SearchResult,
  say: (place: number, isAllKnown: boolean) => string,
): TriedHit[] {
  const places = new Map(other.hits.map(({ slug }, index) => [slug, index + 1]));
  return hits.slice(0, SHOWN).map(({ slug, title }, index) => {
    const place = places.get(slug) ?? 0;
    return {
      title,
      change: place === index + 1 ? '' : say(place, other.total <= MAX_PER_PAGE),
      isNews: place === 0,
    };
  });
}

/** `place` is 0 where it is not among the hits known of the other side. */
function sayGain(place: number, isAllKnown: boolean): string {
  if (place) return `før nr. ${place}`;
  return isAllKnown ? 'Ny' : `før efter nr. ${MAX_PER_PAGE}`;
}

function sayLoss(place: number, isAllKnown: boolean): string {
  if (place) return `bliver nr. ${place}`;
  return isAllKnown ? 'Falder ud' : `kommer efter nr. ${MAX_PER_PAGE}`;
}
