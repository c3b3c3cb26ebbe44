// Draws a screen part as the server would and reads it: what the eye and the ear get, and what the browser is told.
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { StaticRouter } from 'react-router-dom/server';

const future = { v7_relativeSplatPath: true };

/** The part's HTML, as if the page stood at this address. */
export function draw(part: ReactNode, at = '/'): string {
  return renderToStaticMarkup(
    <StaticRouter location={at} future={future}>
      {part}
    </StaticRouter>,
  );
}

/** What is left for the eye and the ear: tags gone, entities and spaces as read. */
export function words(html: string): string {
  const text = html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** How often a pattern stands in the HTML. */
export const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0;
/** Every value that an attribute has in the HTML, in order. */
export const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '');
