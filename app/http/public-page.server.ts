// A school's public page: which school an address names, and how much strangers may send to it. Past a limit nothing is lost: the page
// says to ring the school, and what was typed stays in the form.
import { type PublicSchool, publicWordOf, schoolOfWord } from '#app/domain/removals/public-word.ts';
import type { WebServices } from '#app/compose-web.server.ts';
import { notHere, type WebArgs } from './actor.server.ts';

const HOUR_MS = 3_600_000;
/**
 * Requests from one network in an hour and in a day: a household, or everybody at a school gate. Several networks together reach the
 * school's own measure; one alone never does, however patient it is.
 */
const MOST_FROM_NETWORK = 12;
const MOST_FROM_NETWORK_IN_DAY = 30;
/** Requests to one school in an hour and in a day, from everywhere: more than its people could read. */
const MOST_IN_HOUR = 40;
const MOST_IN_DAY = 150;

export interface AtPublicPage {
  school: PublicSchool;
  /** `/ask/<word>` */
  here: string;
  services: WebServices;
  at: Date;
}

/** The school that the address names (`params.word`). Errors (thrown Responses): 404 where there is none. */
export async function publicPageOf({ params, context }: WebArgs): Promise<AtPublicPage> {
  const { services } = context;
  const school = await schoolOfWord(services.deps.db, params['word'] ?? '');
  if (!school) throw notHere();
  return { school, here: `/ask/${publicWordOf(school)}`, services, at: services.deps.clock.now() };
}

/** Counts one more request; true when it is one too many. What one network sends too much of never uses up the school's own measure. */
export async function tooManyAsk({ context }: WebArgs, { school, services }: AtPublicPage): Promise<boolean> {
  const { limits } = services;
  const network = limits.networkOf(context.clientAddress);
  const over = async (kind: string, of: string, windowMs: number, most: number) =>
    (await limits.count(kind, of, windowMs)) > most;
  return (
    (await over(`ask ${school.id}`, network, HOUR_MS, MOST_FROM_NETWORK)) ||
    (await over(`ask ${school.id} in a day`, network, 24 * HOUR_MS, MOST_FROM_NETWORK_IN_DAY)) ||
    (await over('ask in an hour', school.id, HOUR_MS, MOST_IN_HOUR)) ||
    (await over('ask in a day', school.id, 24 * HOUR_MS, MOST_IN_DAY))
  );
}
