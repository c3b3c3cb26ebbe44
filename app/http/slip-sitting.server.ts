// One sitting at a private slip: which slip, and what was said so far, in a signed cookie that ends with the last screen. Neither the
// code nor an answer ever stands in an address, so that the next pupil at the same tablet can go back to nothing.
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { WebServices } from '#app/compose-web.server.ts';
import { isSlipOpen, openSlip } from '#app/domain/views/answer-slip.ts';
import { SAID } from '#app/domain/views/asked.ts';
import type { WebArgs } from './actor.server.ts';

const COOKIE = 'gatepost-slip';
/** A sitting that nobody goes on with is over after so long. */
const LASTS_MS = 10 * 60_000;
/** Wrong codes from one network in a quarter of an hour: a whole school types from one, and some type badly. */
const WRONG_CODES = 60;
const WINDOW_MS = 15 * 60_000;

const sitting = z.strictObject({
  slipId: z.uuid(),
  schoolId: z.uuid(),
  /** epoch ms */
  until: z.number(),
  /** in the order of what is asked; as many as were answered so far */
  said: z.array(z.enum(SAID)).max(3),
});
export type Sitting = z.infer<typeof sitting>;

/** The address of the questions; the cookie is sent nowhere else than below `/v`. */
export const QUESTIONS = '/v/ask';

export type CodeTyped = { cookie: string } | { problem: 'ended' | 'too_often' };

/** Opens the slip of a typed or scanned code. Wrong ones are counted by network; a right one is let in all the same. */
export async function sitDown({ context }: WebArgs, typed: string): Promise<CodeTyped> {
  const { services, clientAddress } = context;
  const { limits, deps } = services;
  const at = deps.clock.now();
  const slip = await openSlip(deps, typed, at);
  if (slip) return { cookie: cookieOf(services, { ...slip, until: at.getTime() + LASTS_MS, said: [] }) };
  const network = limits.networkOf(clientAddress);
  if (await limits.isOver('wrong-slip', network, WRONG_CODES)) return { problem: 'too_often' };
  await limits.count('wrong-slip', network, WINDOW_MS);
  return { problem: 'ended' };
}

/** The sitting of the request; null without one, and once its time or its round is over. */
export async function sittingOf({ request, context }: WebArgs): Promise<Sitting | null> {
  const { deps } = context.services;
  const [text, mark] = cookieIn(request).split('.');
  if (!text || !mark) return null;
  const right = Buffer.from(deps.slipDigest(`sitting\n${text}`));
  const given = Buffer.from(mark);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return null;
  const read = sitting.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  const at = deps.clock.now();
  if (!read.success || read.data.until <= at.getTime()) return null;
  return (await isSlipOpen(deps.db, read.data, at)) ? read.data : null;
}

/** The `Set-Cookie` that goes on with the sitting. */
export function cookieOf(services: WebServices, of: Sitting): string {
  const text = Buffer.from(JSON.stringify(of)).toString('base64url');
  return written(services, `${text}.${services.deps.slipDigest(`sitting\n${text}`)}`, LASTS_MS / 1_000);
}

/** The `Set-Cookie` that ends it. */
export const noCookie = (services: WebServices): string => written(services, '', 0);

const written = ({ publicOrigin }: WebServices, value: string, seconds: number): string =>
  `${COOKIE}=${value}; Path=/v; Max-Age=${seconds}; HttpOnly; SameSite=Lax${
    publicOrigin.startsWith('https:') ? '; Secure' : ''
  }`;

const cookieIn = (request: Request): string =>
  (request.headers.get('cookie') ?? '')
    .split(/;\s*/)
    .find((each) => each.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1) ?? '';
