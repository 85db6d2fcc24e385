import { engineAnswer } from './client.ts';

export interface Outage {
  /** `request`: what was asked is wrong. `certain`: the next search would fare no better. `doubtful`: it might. */
  kind: 'request' | 'certain' | 'doubtful';
  /** For the log. */
  reason: string;
}

/** What a failed search says about the search engine. */
export function judge(error: unknown): Outage {
  const reason = reasonOf(error);
  const answer = engineAnswer(error);
  if (answer) {
    const isCertain = [401, 403].includes(answer.status) || answer.code === 'index_not_found';
    return { kind: isCertain ? 'certain' : answer.status === 400 ? 'request' : 'doubtful', reason };
  }
  return { kind: codeOf(error) === 'ECONNREFUSED' ? 'certain' : 'doubtful', reason };
}

/** What is behind an error, in a few words. */
export function reasonOf(error: unknown): string {
  const answer = engineAnswer(error);
  if (answer) return answer.message;
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  if (error instanceof Error) return error.cause ? reasonOf(error.cause) : error.message || error.name;
  return String(error);
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}
