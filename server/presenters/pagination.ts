export interface Pagination {
  previousHref?: string;
  nextHref?: string;
  /** `null` stands for the pages left out. */
  pages: ({ number: number; href: string; current: boolean } | null)[];
}

/** Page links: the first, the last, and those around the current one. */
export function presentPagination(current: number, total: number, href: (page: number) => string): Pagination {
  const shown = [...new Set([1, current - 1, current, current + 1, total])]
    .filter((page) => page >= 1 && page <= total)
    .sort((a, b) => a - b);
  return {
    ...(current > 1 ? { previousHref: href(current - 1) } : {}),
    ...(current < total ? { nextHref: href(current + 1) } : {}),
    pages: shown.flatMap((number, index) => {
      const link = { number, href: href(number), current: number === current };
      const before = shown[index - 1] ?? 0;
      return number - before > 1 ? [null, link] : [link];
    }),
  };
}
