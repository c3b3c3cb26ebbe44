// The frame of pages seen before anyone is known: sign-in, an invitation, an error without a session.
import type { ReactNode } from 'react';
import { GatepostMark } from './gatepost-mark.tsx';
import { PracticeBanner } from './practice-banner.tsx';

interface PlainFrameProps {
  practice?: boolean;
  /** Where the policy stands for people not signed in, if it does. */
  policyHref?: string;
  children: ReactNode;
}

export function PlainFrame({ practice = false, policyHref, children }: PlainFrameProps) {
  return (
    <div className="frame">
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      {practice && (
        <header>
          <PracticeBanner />
        </header>
      )}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-120 flex-1 flex-col gap-6 px-4 py-8 sm:py-16"
      >
        <p className="flex items-center gap-2.5 text-lead font-bold">
          <GatepostMark />
          Gatepost
        </p>
        {children}
        {policyHref && (
          <p className="mt-auto pt-8 text-small">
            <a href={policyHref}>Social media policy</a>
          </p>
        )}
      </main>
    </div>
  );
}
