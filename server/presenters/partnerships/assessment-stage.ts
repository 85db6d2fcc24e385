import { answerDeadline } from '#content/partnerships/assessment.ts';
import type { Assessment } from '#content/partnerships/assessments.ts';
import { formatDay } from '../format.ts';

interface Reader {
  mayWrite: boolean;
  mayAnswer: boolean;
}

/** Where an assessment stands, in one word and in a sentence for who reads the page. */
export function describeStage(assessment: Assessment | undefined, reader: Reader): { state: string; lead: string } {
  const state = assessment?.state ?? 'none';
  if (state === 'sealed') return { state: 'Forseglet', lead: describeSealed(assessment?.sealedAt ?? null) };
  if (assessment && state === 'hearing') return { state: 'I høring', lead: describeHearing(assessment, reader) };
  if (reader.mayWrite)
    return {
      state: state === 'draft' ? 'Kladde' : 'Ikke begyndt',
      lead: 'Bedøm hvert mål efter de godkendte tal, og til sidst kontrakten som helhed. Partnerskabet ser først bedømmelsen, når den er sendt i høring.',
    };
  return state === 'draft'
    ? { state: 'På vej', lead: 'Ministeriet er ved at bedømme året.' }
    : { state: 'Ikke begyndt', lead: 'Ministeriet har ikke bedømt året endnu.' };
}

function describeSealed(sealedAt: Date | null): string {
  return `Bedømmelsen blev forseglet${sealedAt ? ` ${formatDay(sealedAt)}` : ''}. Den kan ikke ændres.`;
}

function describeHearing({ answeredAt, sentAt }: Assessment, { mayAnswer }: Reader): string {
  const deadline = sentAt ? formatDay(answerDeadline(sentAt)) : '';
  if (mayAnswer)
    return answeredAt
      ? `I svarede ${formatDay(answeredAt)}. I kan rette svaret, indtil bedømmelsen er forseglet.`
      : `Svar på bedømmelsen senest ${deadline}. Derefter bliver den forseglet og udgivet.`;
  return answeredAt
    ? `Partnerskabet svarede ${formatDay(answeredAt)}. Svaret står sidst på siden.`
    : `Sendt i høring ${sentAt ? formatDay(sentAt) : ''}. Partnerskabet har ikke svaret endnu. Fristen er ${deadline}.`;
}
