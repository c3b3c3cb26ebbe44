// What the first page after sign-in weighs over the wire: HTML and all of its JavaScript, compressed, and whether anything is asked of
// another host.
import { gzipSync } from 'node:zlib';
import { PRACTICE_PASSWORD } from '#db/seed/practice-passwords.ts';
import { startSolo } from '#tests/support/product.ts';

export const MOST_HTML_BYTES = 30 * 1024;
export const MOST_SCRIPT_BYTES = 100 * 1024;

export interface PageWeight {
  /** bytes after gzip */
  html: number;
  scripts: number;
  otherHosts: string[];
}

/** Signs in as the teacher and weighs the page that follows, with every script it names and every script those name. */
export async function benchPageWeight(): Promise<PageWeight> {
  const product = await startSolo();
  try {
    const cookie = await signIn(product.url);
    let page = await fetch(`${product.url}/`, { headers: { cookie }, redirect: 'follow' });
    if (page.redirected) page = await fetch(page.url, { headers: { cookie } });
    const html = await page.text();
    if (!page.ok || html.includes('name="password"'))
      throw new Error(`not signed in: ${page.status} ${page.url}`);
    const hosts = [...html.matchAll(/(?:src|href|action)="(https?:\/\/[^"/]+)/g)].map(
      (match) => match[1] ?? '',
    );
    const scripts = await weighScripts(product.url, html);
    return {
      html: gzipSync(html).length,
      scripts,
      otherHosts: [...new Set(hosts.filter((host) => host !== product.url))],
    };
  } finally {
    await product.stop();
  }
}

async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams({ email: 'priya.nair@harrowdean.example', password: PRACTICE_PASSWORD });
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { origin: url },
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (cookies.length === 0) throw new Error(`signing in gave ${answer.status} and no cookie`);
  return cookies.join('; ');
}

async function weighScripts(url: string, html: string): Promise<number> {
  const waiting = [...html.matchAll(/"(\/assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
  const weights = new Map<string, number>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (weights.has(path)) continue;
    const script = await (await fetch(`${url}${path}`)).text();
    weights.set(path, gzipSync(script).length);
    const isManifest = path.includes('/manifest-');
    for (const [, name] of isManifest ? [] : script.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      waiting.push(`/assets/${name}`);
  }
  return [...weights.values()].reduce((sum, bytes) => sum + bytes, 0);
}
