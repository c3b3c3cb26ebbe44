// A mail server that will not have our letters: nobody's address is at fault, and only whoever looks after the server can change it.
// Said in Gatepost once a day for as long as it lasts, apart for letters to staff and to families, which it may treat differently.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { lockTelling, toldAlready } from '#db/queries/told-notices.server.ts';
import type { Work } from '#app/domain/work.ts';

/** Troubles of a server that pass by themselves; any other is in its settings, or in ours. */
const BY_ITSELF: readonly string[] = ['busy', 'unreachable'];
/** Tries of one letter that a server will not have, after which somebody is to look at its settings. */
export const REFUSALS_BEFORE_HELP = 3;
const SAID_AGAIN_AFTER_MS = 24 * 3_600_000;
/** What a notice says, by whom the letter was for. */
const SAID = { staff: 'server', families: 'server_families' } as const;

export interface PutOff {
  to: keyof typeof SAID;
  /** the mailer's own code for the trouble */
  code: string;
  /** tries of this letter so far */
  attempts: number;
}

/** Tells whoever looks after the trust's Gatepost, when this is a trouble that does not pass by itself and it was not said today. */
export async function tellOfServer(work: Work, schoolId: string, put: PutOff): Promise<void> {
  if (BY_ITSELF.includes(put.code) || put.attempts < REFUSALS_BEFORE_HELP) return;
  const code = SAID[put.to];
  await lockTelling(work.db, { schoolId }, 'staff_mail_refused');
  const told = await toldAlready(work.db, { schoolId }, 'staff_mail_refused', code, {
    since: new Date(work.at.getTime() - SAID_AGAIN_AFTER_MS),
  });
  const admins = await peopleWithRole(work.db, { schoolId }, ['trust_admin'], work.at);
  for (const userId of admins)
    if (!told.has(userId)) work.notify({ schoolId, userId, kind: 'staff_mail_refused', code });
}
