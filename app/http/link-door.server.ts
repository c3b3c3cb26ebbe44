// The door for families: a secret in the address instead of a sign-in. Opening it writes nothing at all; wrong secrets are counted
// by network, and a wrong one gets the same answer as one that has ended.
import { openLink, type OpenLink } from '#app/domain/consent/open-link.ts';
import type { WebServices } from '#app/compose-web.server.ts';
import { notHere, type WebArgs } from './actor.server.ts';
import { requireSameOrigin } from './same-origin.server.ts';

/** Wrong secrets from one network, which a whole estate may share, in a quarter of an hour. */
const WRONG_SECRETS = 30;
const WINDOW_MS = 15 * 60_000;
/** Sittings sent by one link in an hour: far more than anybody changes their mind. */
const MOST_SITTINGS = 60;
const HOUR_MS = 3_600_000;

export interface AtLink {
  link: OpenLink;
  /** `/c/<secret>` */
  here: string;
  services: WebServices;
  at: Date;
}

const tooOften = (): Response =>
  Response.json(
    { message: 'There have been too many tries from here. Wait a quarter of an hour, then try again.' },
    { status: 429 },
  );

/**
 * The link that the address names (`params.token`), in the language that it asks for (`?lang=`) or the person's own.
 * Errors (thrown Responses): 404 for a wrong, an ended and an expired one, the same; 429 after too many wrong ones; 403 for a
 * change sent from another site's page.
 */
export async function openLinkOf({ request, params, context }: WebArgs): Promise<AtLink> {
  const { services, clientAddress } = context;
  const { limits, deps } = services;
  requireSameOrigin(request, services.publicOrigin);
  const network = limits.networkOf(clientAddress);
  const at = deps.clock.now();
  const typed = params['token'] ?? '';
  const language = new URL(request.url).searchParams.get('lang');
  const link = await openLink(deps.db, typed, language, at);
  if (!link) {
    // A right secret is let in all the same: nobody finds one by trying, and whoever tries shares the network with a whole street.
    if (await limits.isOver('wrong-link', network, WRONG_SECRETS)) throw tooOften();
    await limits.count('wrong-link', network, WINDOW_MS);
    throw notHere();
  }
  if (
    request.method === 'POST' &&
    (await limits.count(`link ${link.linkId}`, network, HOUR_MS)) > MOST_SITTINGS
  )
    throw tooOften();
  return { link, here: `/c/${encodeURIComponent(typed)}`, services, at };
}
