// The frame of a family's pages: the school's name, no door into the office, and the page's own language all through.
import type { ReactNode } from 'react';
import { useRouteError } from '@remix-run/react';
import { familyWords } from '#app/presenters/family-words.ts';
import { messageOf, statusOf } from './error-screen.tsx';
import { PageHeader } from './page.tsx';
import { PracticeBanner } from './practice-banner.tsx';

interface FamilyFrameProps {
  language: string;
  schoolName?: string;
  practice?: boolean;
  children: ReactNode;
}

export function FamilyFrame({ language, schoolName, practice = false, children }: FamilyFrameProps) {
  return (
    <div className="frame" lang={language}>
      <a href="#main" className="skip-link">
        {familyWords(language).skip}
      </a>
      {practice && (
        <header lang="en-GB">
          <PracticeBanner />
        </header>
      )}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-measure flex-1 flex-col gap-6 px-4 py-6 sm:py-12"
      >
        {schoolName && <p className="text-lead font-bold">{schoolName}</p>}
        {children}
      </main>
    </div>
  );
}

/** A link that does not open: the same for a wrong one, one that ran out and one that was ended. */
export function LinkEnded() {
  const error = useRouteError();
  const ended = statusOf(error) === 404;
  return (
    <FamilyFrame language="en-GB">
      <PageHeader title={ended ? 'This link does not open' : 'That did not work'}>
        {ended
          ? 'It has ended, or a part of the address is missing. What you answered before is kept. Ask the school office for a new link, or tell them your answers: a yes or a no counts there just the same.'
          : (messageOf(error) ?? 'Nothing was saved. Please try again in a minute.')}
      </PageHeader>
      {ended && (
        <p lang="cy" className="text-quiet">
          Nid yw’r ddolen hon yn agor. Mae wedi dod i ben, neu mae rhan o’r cyfeiriad ar goll. Cedwir yr hyn a
          ateboch o’r blaen. Gofynnwch i swyddfa’r ysgol am ddolen newydd, neu rhowch eich atebion iddynt.
        </p>
      )}
    </FamilyFrame>
  );
}
