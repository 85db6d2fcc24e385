import type { PartnershipAction } from '#content/permissions.ts';
import type { PartnershipStateName } from '../permission-table.ts';

type Fields = Record<string, string>;

/** A partnership in a known state, for the routes that are about it. */
export interface MadePartnership {
  id: number;
  slug: string;
  /** The first day of the period whose report the state speaks of. */
  period: string;
  /** The year whose assessment it speaks of. */
  year: number;
}

/** A route that is about one partnership: what it does, what is sent, and what it answers when it is allowed. */
export interface PartnershipRow {
  action: PartnershipAction;
  fields?: (partnership: MadePartnership) => Fields;
  /** The rest of the address beside id, period and year. */
  rest?: (partnership: MadePartnership) => Fields;
  /** 303 for a change, 200 for a page, unless it says otherwise. */
  done?: (state: PartnershipStateName, who: string) => number;
}
