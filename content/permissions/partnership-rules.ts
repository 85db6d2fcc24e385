import type { AssessmentState, ContractState, PartnershipState, ReportState, Side } from '../db/schema.ts';
import { edits, oversees, type SignedIn, writers } from './actor.ts';

/** What the rules need to know of a partnership, and of what of it is spoken of. */
export interface PartnershipSubject {
  partnership: PartnershipState;
  /** Who writes for it. */
  userIds: number[];
  /** Its newest version, and whose turn it is while it is negotiated. */
  contract?: { state: ContractState; turn: Side } | undefined;
  report?: ReportState | undefined;
  /** `none` where a year has not been assessed yet. */
  assessment?: AssessmentState | 'none' | undefined;
}

const writesFor = (actor: SignedIn, { userIds }: PartnershipSubject) =>
  writers.includes(actor.role) && userIds.includes(actor.id);
/** May speak for the side whose turn it is. An editor who writes for the partnership never speaks for both. */
const isOnTurn = (actor: SignedIn, subject: PartnershipSubject, forMinistry: (actor: SignedIn) => boolean) =>
  subject.contract?.turn === 'partnership'
    ? writesFor(actor, subject)
    : forMinistry(actor) && !writesFor(actor, subject);
const isOpen = ({ contract }: PartnershipSubject) => !!contract && contract.state !== 'signed';

/** What can be done with a partnership and what belongs to it, in the states in which it makes sense. */
export const partnershipRules = {
  /** See what readers do not see: drafts, figures that are withheld, evidence, comments. */
  'partnership.read': (actor, subject) => writesFor(actor, subject) || oversees(actor),
  /** Change what it says of itself, and what has become of its plans. */
  'partnership.edit': (actor, subject) =>
    edits(actor) || (writesFor(actor, subject) && subject.partnership !== 'closed'),
  /** Its programme, period, grants, and who writes for it. */
  'partnership.manage': edits,
  'partnership.close': (actor, { partnership }) => edits(actor) && partnership === 'active',
  'contract.draft': (actor, subject) =>
    subject.partnership !== 'closed' && isOpen(subject) && isOnTurn(actor, subject, oversees),
  'contract.comment': (actor, subject) =>
    subject.partnership !== 'closed' && isOpen(subject) && (writesFor(actor, subject) || oversees(actor)),
  'contract.sign': (actor, subject) =>
    subject.partnership !== 'closed' && subject.contract?.state === 'negotiation' && isOnTurn(actor, subject, edits),
  /** Give up a renegotiation that has begun: the version that was signed holds on. */
  'contract.abandon': (actor, subject) =>
    subject.partnership === 'active' && isOpen(subject) && isOnTurn(actor, subject, edits),
  'contract.renegotiate': (actor, subject) =>
    subject.partnership === 'active' &&
    subject.contract?.state === 'signed' &&
    (writesFor(actor, subject) || edits(actor)),
  'report.edit': (actor, subject) =>
    subject.partnership === 'active' &&
    writesFor(actor, subject) &&
    ['draft', 'returned'].includes(subject.report ?? ''),
  'report.decide': (actor, subject) => oversees(actor) && !writesFor(actor, subject) && subject.report === 'submitted',
  'assessment.write': (actor, subject) =>
    edits(actor) && !writesFor(actor, subject) && ['none', 'draft'].includes(subject.assessment ?? ''),
  'assessment.answer': (actor, subject) => writesFor(actor, subject) && subject.assessment === 'hearing',
  'assessment.seal': (actor, subject) => edits(actor) && !writesFor(actor, subject) && subject.assessment === 'hearing',
  /** Make an entry of what was sealed. */
  'assessment.describe': (actor, subject) => writesFor(actor, subject) && subject.assessment === 'sealed',
} satisfies Record<string, (actor: SignedIn, subject: PartnershipSubject) => boolean>;
