import type { Issue } from '#content/entries/entry.ts';
import { Refused } from '#content/refusal.ts';

/** Does the work; when that is refused, answers with what is to be mended. */
export async function unlessRefused<Answer>(
  work: () => Promise<Answer>,
  refuse: (issues: Issue[]) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return refuse(error.issues);
    throw error;
  }
}
