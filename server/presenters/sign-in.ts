import type { Issue } from '#content/entries/entry.ts';
import type { KeptForm } from '../auth/kept-form.ts';
import { paths } from '../paths.ts';
import type { Page } from './page.ts';

export interface SignInPage {
  page: Page;
  /** Why the page is shown instead of another; empty when it was asked for. */
  reason: string;
  issues: Issue[];
  email: string;
  back: string;
  kept: { path: string; fields: string; hadFiles: boolean } | undefined;
  /** The organisation's own sign-in can be used. */
  hasOidc: boolean;
}

export interface SignInState {
  hasOidc: boolean;
  reason?: string;
  issues?: Issue[];
  email?: string;
  back?: string;
  kept?: KeptForm | undefined;
}

export function presentSignIn({ kept, ...state }: SignInState): SignInPage {
  return {
    page: {
      title: 'Log ind',
      noindex: true,
      breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: 'Log ind' }],
    },
    reason: '',
    issues: [],
    email: '',
    back: '',
    ...state,
    kept: kept && { path: kept.path, fields: JSON.stringify(kept.fields), hadFiles: kept.hadFiles },
  };
}

export interface ResumePage {
  page: Page;
  title: string;
  message: string;
  kept: KeptForm | undefined;
}

/** The page that sends a kept form again, with the session's new token. */
export function presentResume(why: 'signed in again' | 'stale', kept: KeptForm | undefined): ResumePage {
  const title = why === 'stale' ? 'Siden var for gammel' : 'Du er logget ind igen';
  return { page: { title, noindex: true }, title, message: resumeMessage(why, kept), kept };
}

function resumeMessage(why: 'signed in again' | 'stale', kept: KeptForm | undefined): string {
  if (!kept) return 'Gå tilbage, hent siden igen, og prøv en gang til.';
  return why === 'stale'
    ? 'Den havde stået åben for længe, eller du har logget ind igen i et andet vindue. Det, du skrev, er ikke gået tabt.'
    : 'Det, du skrev, er ikke gået tabt.';
}
