// Where somebody was going when they were stopped at the door: a path of this site and nothing else.

/** The path to come back to after signing in, without Remix's own parameter. */
export function backPathOf(request: Request): string {
  const url = new URL(request.url);
  url.searchParams.delete('_data');
  return `${url.pathname}${url.search}`;
}

/** A path given by the address line, or `/` when it could lead anywhere but here. */
export function safeBackPath(given: string | null | undefined): string {
  if (!given || !given.startsWith('/') || given.length > 2_000) return '/';
  const here = 'https://here.invalid';
  if (!URL.canParse(given, here)) return '/';
  const url = new URL(given, here);
  return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : '/';
}
