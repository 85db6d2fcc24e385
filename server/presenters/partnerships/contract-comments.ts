import type { ContractWork } from '../../load-contract.ts';
import { formatTime } from '../format.ts';

export interface PresentedComment {
  body: string;
  by: string;
}

/** What was said of each part of the newest version, by the part's name. */
export function presentComments({ comments }: Pick<ContractWork, 'comments'>): Record<string, PresentedComment[]> {
  const byPart: Record<string, PresentedComment[]> = {};
  for (const { part, body, author, createdAt } of comments) {
    byPart[part] ??= [];
    byPart[part].push({ body, by: `${author}, ${formatTime(createdAt)}` });
  }
  return byPart;
}
