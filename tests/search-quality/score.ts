/** How well one answer fits what people judged relevant. */
export interface Score {
  /** Are the best entries at the top? 1 is the best order possible. */
  ndcg10: number;
  /** The part of the entries to be found that stand among the first twenty. */
  recall20: number;
  /** Nothing was found. */
  zero: boolean;
}

export interface Summary {
  queries: number;
  ndcg10: number;
  recall20: number;
  /** How many queries found nothing. */
  zero: number;
}

const COUNTS_AS_FOUND = 2;

/** Scores the slugs that a search returned, best first, against the grades 1–3 of the relevant entries. */
export function score(relevance: Record<string, number>, slugs: string[]): Score {
  const ideal = Object.values(relevance).sort((a, b) => b - a);
  const shown = slugs.map((slug) => relevance[slug] ?? 0);
  const wanted = toBeFound(relevance);
  const found = wanted.filter((slug) => slugs.slice(0, 20).includes(slug));
  return {
    ndcg10: divide(discountedGain(shown.slice(0, 10)), discountedGain(ideal.slice(0, 10))),
    recall20: divide(found.length, wanted.length),
    zero: slugs.length === 0,
  };
}

/** The means of several scores. */
export function summarise(scores: Score[]): Summary {
  const mean = (numbers: number[]) =>
    divide(
      numbers.reduce((sum, number) => sum + number, 0),
      numbers.length,
    );
  return {
    queries: scores.length,
    ndcg10: mean(scores.map(({ ndcg10 }) => ndcg10)),
    recall20: mean(scores.map(({ recall20 }) => recall20)),
    zero: scores.filter(({ zero }) => zero).length,
  };
}

/** What touches a query only need not be found, unless there is nothing better. */
function toBeFound(relevance: Record<string, number>): string[] {
  const slugs = Object.keys(relevance);
  const good = slugs.filter((slug) => (relevance[slug] ?? 0) >= COUNTS_AS_FOUND);
  return good.length ? good : slugs;
}

function discountedGain(grades: number[]): number {
  return grades.reduce((sum, grade, index) => sum + (2 ** grade - 1) / Math.log2(index + 2), 0);
}

function divide(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
