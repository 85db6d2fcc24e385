import { can, type EntryAction } from '#content/permissions.ts';
import { openReview, type ReviewAttempt, type ReviewWork } from './work.ts';

const NO_REASON = 'Skriv, hvorfor teksten udgives alligevel, eller få nummeret fjernet.';

/** What the reviewer can do; `next` is what most likely comes next. */
export interface ReviewActions {
  next: 'take' | 'publish' | 'return' | 'cancel' | 'restore' | 'confirm' | 'edit' | undefined;
  take: boolean;
  /** Why it cannot be published as it stands; empty when it can. */
  hindrance: string;
  publish?: PublishForm;
  return?: TextForm;
  cancel: boolean;
  restore: boolean;
  edit: boolean;
  /** The contact has not answered, and this user may say that the entry holds. */
  confirm: boolean;
  withdraw?: TextForm;
}

interface TextForm {
  value: string;
  error: string;
}

export interface PublishForm {
  /** Readers have read the entry before: they are told what kind of change it is. */
  isChange: boolean;
  /** There is something like a CPR number, and this user may publish it all the same. */
  canOverride: boolean;
  /** It is the form that was sent. */
  isOpen: boolean;
  values: {
    kind: string;
    change_note: string;
    when: string;
    due_date: string;
    due_time: string;
    override_reason: string;
  };
  errors: Record<string, string>;
}

export function presentActions(work: ReviewWork, attempt: ReviewAttempt): ReviewActions {
  const { actor, entry, checks } = work;
  const allows = (action: EntryAction) => can(actor, action, entry);
  const errors = Object.fromEntries(attempt.issues.map(({ field, message }) => [field, message]));
  const canOverride = allows('entry.override') && checks.some(({ result }) => result === 'override');
  const isStopped = checks.some(({ result }) => result === 'stop' || (result === 'override' && !canOverride));
  const review = openReview(work);
  const isMine = !review || review.reviewer_id === actor?.id;
  const textForm = (name: string) => ({ value: attempt.values[name] ?? '', error: errors[name] ?? '' });
  const actions = {
    take: allows('review.take') && !isMine,
    hindrance:
      allows('entry.publish') && isStopped ? 'Teksten kan først udgives, når det røde på tjeklisten er rettet.' : '',
    ...(allows('entry.publish') && !isStopped
      ? { publish: presentPublishForm(work, attempt, errors, canOverride) }
      : {}),
    ...(allows('review.return') ? { return: textForm('return_reason') } : {}),
    cancel: allows('entry.unschedule'),
    restore: allows('entry.restore'),
    edit: allows('entry.edit'),
    confirm: allows('entry.confirm') && isUnconfirmed(work),
    ...(allows('entry.withdraw') ? { withdraw: textForm('withdrawal_reason') } : {}),
  };
  return { ...actions, next: chooseNext(actions, review?.reviewer_id ?? null) };
}

const isUnconfirmed = ({ readersSee }: ReviewWork) =>
  readersSee !== undefined && 'unconfirmed_since' in readersSee && readersSee.unconfirmed_since !== null;

/** One thing at a time: whoever reviews takes the text first, so that no two do it. */
function chooseNext(actions: Omit<ReviewActions, 'next'>, reviewerId: number | null): ReviewActions['next'] {
  if (actions.cancel) return 'cancel';
  if (actions.restore) return 'restore';
  if (actions.take) return reviewerId === null ? 'take' : undefined;
  // What looks like a CPR number is to be removed; to publish it all the same is the exception.
  if (actions.publish && !actions.publish.canOverride) return 'publish';
  if (actions.return) return 'return';
  if (actions.confirm) return 'confirm';
  return actions.edit ? 'edit' : undefined;
}

function presentPublishForm(
  { entry }: ReviewWork,
  { values }: ReviewAttempt,
  errors: Record<string, string>,
  canOverride: boolean,
): PublishForm {
  const { kind = 'minor', change_note = '', when = 'now', due_date = '', due_time = '', override_reason = '' } = values;
  return {
    isChange: entry.publishedRevisionId !== null,
    canOverride,
    isOpen: values.when !== undefined,
    values: { kind, change_note, when, due_date, due_time, override_reason },
    errors: canOverride && values.when && !override_reason.trim() ? { ...errors, override_reason: NO_REASON } : errors,
  };
}
