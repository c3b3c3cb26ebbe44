// The sweeps behind e-mail to staff: who has not read what they should know, and mails that nobody needs to remember. They stand
// apart from everything that publishes: a mail server that hangs holds up this sweep and no other.
import type { Database } from '#db/client.server.ts';
import { forgetMailsBefore } from '#db/queries/staff-mails.server.ts';
import { hasNewToTell, whomToTell } from '#db/queries/whom-to-mail.server.ts';
import { MAILED_KINDS, URGENT_KINDS } from '#app/domain/staff-messages/notice-urgency.ts';
import { tellByMail } from '#app/domain/staff-messages/send-staff-mail.ts';
import { REFUSED_AGAIN_AFTER_MS } from '#app/domain/staff-messages/what-to-tell.ts';
import { TOLD_WITHIN_MS } from '#app/domain/staff-messages/what-is-due.ts';
import { BATCH, each, type Sweep, type SweepDeps } from './sweep.ts';

/** A person for whom nothing was due is gone through again after this, or when something new came. */
const LOOK_AGAIN_MS = 60_000;

/**
 * When this process last went through everybody and found nobody, by whether it had a mail server. Until a minute has passed nothing can
 * have become due but what came since; so an idle run asks for that alone, and all who wait for a morning are gone through once a minute.
 */
const nobodyAt = new WeakMap<Database, { lookedAt: Date; server: boolean }>();

async function isIdle({ db, post }: SweepDeps, at: Date, since: Date): Promise<boolean> {
  const last = nobodyAt.get(db);
  if (!last || last.server !== (post !== null)) return false;
  const passed = at.getTime() - last.lookedAt.getTime();
  if (passed < 0 || passed >= LOOK_AGAIN_MS) return false;
  return !(await hasNewToTell(db, { at, since, mailed: MAILED_KINDS, lookedAt: last.lookedAt }));
}

/** How long it is remembered which mail told of what: longer than anything is told for. */
const KEPT_MS = 30 * 24 * 3_600_000;

export const STAFF_MAIL_SWEEPS: readonly Sweep[] = [
  {
    name: 'staff-mails',
    everyMs: 3_000,
    run: async (deps) => {
      const at = deps.clock.now();
      const since = new Date(at.getTime() - TOLD_WITHIN_MS);
      if (await isIdle(deps, at, since)) return;
      const rows = await whomToTell(deps.db, {
        at,
        since,
        lookedBefore: new Date(at.getTime() - LOOK_AGAIN_MS),
        refusedBefore: new Date(at.getTime() - REFUSED_AGAIN_AFTER_MS),
        mailed: MAILED_KINDS,
        urgent: URGENT_KINDS,
        server: deps.post !== null,
        limit: BATCH,
      });
      if (rows.length === 0) nobodyAt.set(deps.db, { lookedAt: at, server: deps.post !== null });
      else nobodyAt.delete(deps.db);
      await each(deps, 'staff-mails', rows, 2, (row) => tellByMail(deps, row));
    },
  },
  {
    name: 'old-staff-mails',
    everyMs: 6 * 3_600_000,
    run: async (deps) =>
      void (await forgetMailsBefore(deps.db, new Date(deps.clock.now().getTime() - KEPT_MS))),
  },
];
