// What X's token endpoints answer, read without a word of it leaving: a grant, a clear no, or nothing that may be relied on.
import { z } from 'zod';
import type { Grant, NoGrant } from '#app/domain/ports/account-connector.ts';

/** How one call to a token endpoint ended. `body` is as the client library read it. */
export type TokenReply = { status: number; body: unknown } | { status: null; late: boolean };

/** RFC 6749 §5.1: `scope` may be left out where it is what was asked for, and a refresh token is never promised. */
const tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().optional(),
  expires_in: z.number().positive().optional(),
  scope: z.string().optional(),
});

/** Errors that say something of this installation's own registration with X, and nothing of the account. */
const OURS = ['invalid_client', 'unauthorized_client'];

/** Access lives two hours when X does not say how long, in seconds. */
const USUAL_SECONDS = 7_200;

/**
 * Reads an answer of the token endpoint. `at` is the moment before the call, so that access is never thought to live longer than it does.
 * In: `asked` are the scopes that stand when the answer names none.
 */
export function grantOf(
  reply: TokenReply,
  at: Date,
  asked: readonly string[],
): ({ outcome: 'granted' } & Grant) | NoGrant {
  if (reply.status === null) return unclear(reply.late ? 'no_answer_in_time' : 'connection_broke');
  const said = tokens.safeParse(reply.body);
  if (reply.status >= 200 && reply.status < 300) {
    if (!said.success) return unclear('answer_not_understood');
    const { access_token: accessToken, refresh_token: refresh, expires_in: seconds, scope } = said.data;
    return {
      outcome: 'granted',
      credential: { kind: 'oauth2_user', accessToken },
      refresh: refresh || null,
      expiresAt: new Date(at.getTime() + (seconds ?? USUAL_SECONDS) * 1_000),
      scopes: scope === undefined ? [...asked] : scope.split(' ').filter(Boolean),
    };
  }
  if (reply.status !== 400 && reply.status !== 401) return unclear(`status_${reply.status}`);
  const { error } = z.object({ error: z.string() }).catch({ error: '' }).parse(reply.body);
  if (OURS.includes(error)) return unclear('registration_not_accepted');
  // A refusal in the standard's own form. Anything else of that status may come from whatever stands in between.
  return error === '' ? unclear(`status_${reply.status}`) : { outcome: 'refused', why: 'token_refused' };
}

const unclear = (why: string): NoGrant => ({ outcome: 'no_information', why });
