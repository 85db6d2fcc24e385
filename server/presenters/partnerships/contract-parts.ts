import { type Html, renderMarkdown } from '#content/markdown.ts';
import type { ContractContent } from '#content/partnerships/contract.ts';
import { partsOf } from '#content/partnerships/contract-comments.ts';
import { can } from '#content/permissions.ts';
import type { ContractWork } from '../../load-contract.ts';
import { type PresentedComment, presentComments } from './contract-comments.ts';
import { shownText } from './contract-standing.ts';
import { listGoalFacts, presentActivity, presentGoal, presentStep } from './contract-terms.ts';
import type { Attempt } from './contract-work.ts';

/** A part of a contract that can be spoken of by itself. */
export interface CommentedPart {
  /** Where it stands on the page. */
  id: string;
  part: string;
  label: string;
  facts: { label: string; value: string }[];
  comments: PresentedComment[];
  /** The form for a comment; absent where nobody may say anything now. */
  comment?: { id: string; value: string; error: string };
}

export interface ContractParts {
  whole: CommentedPart;
  text: CommentedPart & { html: Html };
  goals: CommentedPart[];
  activities: CommentedPart[];
  steps: CommentedPart[];
}

const nothingDone = { entries: 0, reads: 0, events: [] };

export function presentParts(work: ContractWork, attempt: Attempt): ContractParts {
  const { content } = shownText(work);
  const { text, goals, activities, dissemination } = content;
  const comments = presentComments(work);
  const mayComment = can(work.actor, 'contract.comment', work.standing);
  const make = (part: string, label: string, facts: CommentedPart['facts'] = []): CommentedPart => {
    const id = placeOf(part);
    const error = attempt.issues.find(({ field }) => field === `comment-${id}`)?.message ?? '';
    const comment = { id: `comment-${id}`, value: error ? (attempt.typed.body ?? '') : '', error };
    return { id, part, label, facts, comments: comments[part] ?? [], ...(mayComment ? { comment } : {}) };
  };
  return {
    whole: {
      ...make('', 'Kontrakten som helhed'),
      comments: [...(comments[''] ?? []), ...findOrphans(content, comments)],
    },
    text: { ...make('text', 'Kontrakten i almindelige ord'), html: renderMarkdown(text) },
    goals: goals.map((goal) => make(`goal:${goal.key}`, goal.text, listGoalFacts(presentGoal(goal)))),
    activities: activities.map((activity) => {
      const { period, responsible } = presentActivity(activity, []);
      const facts = [
        { label: 'Periode', value: period },
        { label: 'Ansvarlig', value: responsible },
      ];
      return make(`activity:${activity.key}`, activity.text, facts);
    }),
    steps: dissemination.map((step) => {
      const { audience, plan } = presentStep(step, nothingDone, work.today);
      const facts = [
        { label: 'Til hvem', value: audience },
        { label: 'Hvordan', value: plan },
      ];
      return make(`dissemination:${step.key}`, step.text, facts);
    }),
  };
}

/** What was said of parts that are gone. */
function findOrphans(content: ContractContent, comments: Record<string, PresentedComment[]>): PresentedComment[] {
  const parts = partsOf(content);
  return Object.entries(comments)
    .filter(([part]) => !parts.includes(part))
    .flatMap(([, list]) => list.map(({ body, by }) => ({ body, by: `${by}, om noget, der er fjernet` })));
}

/** Where a part stands on the page: `goal:1` at `goal-1`. */
export function placeOf(part: string): string {
  return part ? part.replace(':', '-') : 'helhed';
}
