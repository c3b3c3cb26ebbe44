// Renders the gallery's screens to HTML as the server would, and names them.
import { renderToString } from 'react-dom/server';
import { Desk } from './desk.tsx';
import { SCREENS } from './screens.tsx';

export const NAMES = Object.keys(SCREENS);

/** One whole page of the gallery. */
export function page(name: string, nonce: string): string {
  const screen = SCREENS[name];
  if (!screen) throw new Error(`no gallery screen ${name}`);
  const body = renderToString(<Desk name={name} />);
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${screen.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="favicon.svg">
<link rel="stylesheet" href="gallery.css"><script nonce="${nonce}" type="module" src="client.js"></script></head>
<body><div id="desk" data-screen="${name}">${body}</div></body></html>`;
}
