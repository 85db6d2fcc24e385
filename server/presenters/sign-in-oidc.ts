import type { ExternalRefusal } from '#content/users/sign-in-external.ts';
import { paths } from '../paths.ts';
import type { Link, Page } from './page.ts';

export interface RefusedPage {
  page: Page;
  title: string;
  message: string;
  links: Link[];
}

type Reason = ExternalRefusal | 'last_admin' | 'away' | 'failed';

const texts: Record<Reason, { title: string; message: string }> = {
  no_role: {
    title: 'Du har ikke adgang endnu',
    message: 'Din organisation kender dig, men har ikke givet dig en rolle her. Spørg den, der styrer brugere hos jer.',
  },
  no_email: {
    title: 'Vi mangler din e-mail',
    message: 'Din organisation har ikke sendt din e-mailadresse med. Spørg den, der styrer brugere hos jer.',
  },
  email_taken: {
    title: 'E-mailen er allerede i brug her',
    message:
      'Der er en bruger med din e-mail, og din organisation har ikke bekræftet, at den er din. Spørg en administrator.',
  },
  suspended: { title: 'Din konto er spærret', message: 'Spørg en administrator, hvis du mener, at det er en fejl.' },
  last_admin: {
    title: 'Du er den eneste administrator',
    message: 'Din organisation vil give dig en anden rolle. Gør først en anden til administrator.',
  },
  away: { title: 'Din organisations log ind svarer ikke', message: 'Prøv igen om et øjeblik.' },
  failed: {
    title: 'Det lykkedes ikke at logge ind',
    message: 'Måske tog det for lang tid. Prøv igen fra begyndelsen.',
  },
};

/** Why the organisation's sign-in did not lead in. */
export function presentOidcRefusal(reason: Reason, email = ''): RefusedPage {
  const { title, message } = texts[reason];
  return {
    page: { title, noindex: true },
    title,
    message: email ? `${message} Du prøvede som ${email}.` : message,
    links: [
      { label: 'Prøv at logge ind igen', href: paths.signIn() },
      { label: 'Kontakt', href: paths.contact() },
    ],
  };
}
