// The document around every page, and the page that stands in when one fails.
import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches } from '@remix-run/react';
import type { ReactNode } from 'react';
import { findFrame } from '#app/components/app-frame.tsx';
import { usePageFacts } from '#app/page-facts.ts';
import stylesheet from '#app/styles/app.css?url';

export { RouteError as ErrorBoundary } from '#app/components/route-error.tsx';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'manifest', href: '/manifest.webmanifest' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

export const meta: MetaFunction = () => [{ title: 'Gatepost' }];

export function Layout({ children }: { children: ReactNode }) {
  const { cspNonce, reference } = usePageFacts();
  const matches = useMatches();
  const { theme = 'system', shared } = findFrame(matches) ?? {};
  const leaf = matches.at(-1);
  return (
    <html
      lang={(leaf?.data as { pageLanguage?: string } | undefined)?.pageLanguage ?? 'en-GB'}
      data-reference={reference}
      data-theme={theme === 'system' ? undefined : theme}
      data-device={shared && 'shared'}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        {/* The address of a family's page is its key. */}
        <meta name="referrer" content={leaf?.id.startsWith('routes/c.') ? 'no-referrer' : 'same-origin'} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {!shared && <ScrollRestoration nonce={cspNonce} />}
        <Scripts nonce={cspNonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}
