// The door for guests: a code in the address instead of a sign-in. Wrong codes are counted by network, and a wrong one
// gets the same answer as one that has ended.
import { type CodePage, openCode } from '#app/domain/uploads/open-code.ts';
import type { WebServices } from '#app/compose-web.server.ts';
import { notHere, type WebArgs } from './actor.server.ts';

/** Wrong codes from one network, which a whole school may share, in a quarter of an hour. */
const WRONG_CODES = 30;
const WINDOW_MS = 15 * 60_000;
/** Uploads begun by one code from one network in an hour: every photo of a code, and a second try at each. */
const MOST_BEGUN = 400;
const HOUR_MS = 3_600_000;

export interface AtCode {
  code: CodePage;
  /** `/u/<code>` */
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
 * The code that the address names (`params.code`).
 * Errors (thrown Responses): 404 for a wrong, an ended and an expired one, the same; 429 after too many wrong ones.
 */
export async function openCodeOf({ request, params, context }: WebArgs): Promise<AtCode> {
  const { services, clientAddress } = context;
  const { limits, deps } = services;
  const network = limits.networkOf(clientAddress);
  const at = deps.clock.now();
  const typed = params['code'] ?? '';
  const code = await openCode(deps.db, typed, at);
  if (!code) {
    // A right code is let in all the same: nobody finds one by trying, and whoever tries shares the network with a whole school.
    if (await limits.isOver('wrong-code', network, WRONG_CODES)) throw tooOften();
    await limits.count('wrong-code', network, WINDOW_MS);
    throw notHere();
  }
  if (request.method === 'POST' && (await limits.count(`code ${code.id}`, network, HOUR_MS)) > MOST_BEGUN)
    throw tooOften();
  return { code, here: `/u/${encodeURIComponent(typed)}`, services, at };
}
