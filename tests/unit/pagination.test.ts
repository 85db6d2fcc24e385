import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presentPagination } from '#server/presenters/pagination.ts';

const href = (page: number) => `?side=${page}`;
const shown = (current: number, total: number) =>
  presentPagination(current, total, href).pages.map((page) => (page ? page.number : '…'));

test.each([
  [1, 2, [1, 2]],
  [1, 9, [1, 2, '…', 9]],
  [5, 9, [1, '…', 4, 5, 6, '…', 9]],
  [3, 9, [1, 2, 3, 4, '…', 9]],
  [9, 9, [1, '…', 8, 9]],
])('page %d of %d shows the first, the last and those around: %j', (current, total, pages) => {
  expect(shown(current, total)).toEqual(pages);
});

test('the first page has no previous one, the last no next one', () => {
  expect(presentPagination(1, 3, href)).toMatchObject({ nextHref: '?side=2' });
  expect(presentPagination(1, 3, href)).not.toHaveProperty('previousHref');
  expect(presentPagination(3, 3, href)).toMatchObject({ previousHref: '?side=2' });
  expect(presentPagination(3, 3, href)).not.toHaveProperty('nextHref');
});

test('every page can be reached from any other, and a gap stands where pages are left out and nowhere else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 500 }), fc.nat(), (total, seed) => {
      const current = 1 + (seed % total);
      const { pages, previousHref, nextHref } = presentPagination(current, total, href);
      const numbers = pages.flatMap((page) => page?.number ?? []);
      expect(numbers).toContain(1);
      expect(numbers).toContain(total);
      expect(pages.filter((page) => page?.current)).toEqual([{ number: current, href: href(current), current: true }]);
      expect([previousHref, nextHref]).toEqual([
        current > 1 ? href(current - 1) : undefined,
        current < total ? href(current + 1) : undefined,
      ]);
      pages.forEach((page, index) => {
        const [before, after] = [pages[index - 1], pages[index + 1]];
        if (page && before) expect(page.number).toBe(before.number + 1);
        if (page === null) expect((after?.number ?? 0) - (before?.number ?? 0)).toBeGreaterThan(1);
      });
    }),
  );
});
