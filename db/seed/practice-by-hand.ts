// A page of the practice primary on a platform that Gatepost does not post to, and a post for it whose time is near: somebody who begins
// to practise can open it, publish it by hand and say what became of it. Done by the same use cases as people do it.
import { openConnection } from '#db/queries/account-connections.server.ts';
import { approveConnection } from '#app/domain/accounts/decide-connection.ts';
import { registerAccount } from '#app/domain/accounts/register-account.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { markNoticesRead, readNotices } from '#app/domain/school/read-notices.ts';
import { practiceId } from './practice-id.ts';
import { PRACTICE_SCHOOLS } from './practice-people.ts';

const { id: SCHOOL, name: NAME } = PRACTICE_SCHOOLS.ashwick;

export const BY_HAND_WORDS =
  'The library is open to families after school this week. Come in, choose a book together and take it home.';

/** From now to its time, in ms: it can be opened when somebody signs in for the first time, and for a while. */
export const UNTIL_ITS_TIME_MS = 14 * 60_000;

/** The page, asked for by the communications lead and approved by the headteacher. @returns its id */
export async function practicePageByHand(deps: Deps, comms: Person, head: Person): Promise<string> {
  const asked = await registerAccount(deps, comms, {
    ...{ schoolId: SCHOOL, platform: 'facebook', handle: NAME, displayName: NAME },
    purpose: 'News and dates for families who are not on X',
    audience: 'Parents, carers and neighbours of the school',
    ...{ ownerId: comms.userId, requestKey: practiceId('account/ashwick/facebook') },
  });
  if (!asked.ok) throw new Error(asked.issues.map(({ code }) => code).join());
  const of = { schoolId: SCHOOL, accountId: asked.accountId };
  const open = found(await openConnection(deps.db, of, of.accountId), 'account');
  // Nothing is opened on the practice platform for a page on another one.
  const practicePlatform = {
    openAccount: () => Promise.reject(new Error('this page is on no such platform')),
  };
  await approveConnection({ ...deps, practicePlatform }, head, {
    ...of,
    connectionId: open.id,
    seen: { handle: NAME, scopes: open.scopes },
  });
  return asked.accountId;
}

/** Whoever did it all themselves is not told of it as news. */
export async function dealtWith(
  deps: Deps,
  ref: PostRef,
  { comms, head }: { comms: Person; head: Person },
): Promise<void> {
  for (const person of [comms, head]) {
    const told = await readNotices(deps.db, person, SCHOOL, 20);
    const done = told.filter(({ postId, kind }) => postId === ref.postId || kind.startsWith('account_'));
    await markNoticesRead(
      deps,
      person,
      SCHOOL,
      done.map(({ id }) => id),
    );
  }
}
