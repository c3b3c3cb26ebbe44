// Wakes the server's page in the browser. Pages and forms work before this runs, and without it.
import { RemixBrowser } from '@remix-run/react';
import { startTransition, StrictMode } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { PageFactsProvider } from '#app/page-facts.ts';

// Browsers hide a nonce from getAttribute; the property still holds it.
const cspNonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';

const reference = document.documentElement.dataset.reference ?? '';

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageFactsProvider value={{ cspNonce, reference }}>
        <RemixBrowser />
      </PageFactsProvider>
    </StrictMode>,
  );
});
