import type { Issue } from './entries/entry.ts';

/** The one who asks may not do this. */
export class Forbidden extends Error {
  override name = 'Forbidden';
}

/** There is no such thing, or the one who asks may not know of it. */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** It cannot be done as things stand; `issues` say to people what to mend. */
export class Refused extends Error {
  override name = 'Refused';
  readonly issues: Issue[];
  constructor(issues: Issue[]) {
    super(issues.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.issues = issues;
  }
}
