// Two facts of one document that React needs on both sides: the nonce that lets our scripts and styles run, and
// the reference that ties an error on this page to the log. Neither travels in loader data.
import { createContext, useContext } from 'react';

export interface PageFacts {
  cspNonce: string;
  reference: string;
}

const Facts = createContext<PageFacts>({ cspNonce: '', reference: '' });

export const PageFactsProvider = Facts.Provider;

export function usePageFacts(): PageFacts {
  return useContext(Facts);
}
