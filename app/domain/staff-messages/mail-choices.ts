// What a member of staff chooses about e-mail to themselves: how soon they hear of what needs them, and when they are left in peace.
// There is nothing to choose about what is urgent.
import type { Database } from '#db/client.server.ts';
import { personContact } from '#db/queries/people.server.ts';
import {
  findMailBox,
  lockMailBox,
  type MailBoxRow,
  refusedAtSchool,
  updateMailBox,
} from '#db/queries/staff-mail-boxes.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import type { Issue } from '#app/domain/issues.ts';
import { may } from '#app/domain/permissions.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { DEFAULT_QUIET, isWallTime } from './quiet-hours.ts';
import type { Wishes } from './what-is-due.ts';

export const wishesOf = (box: MailBoxRow | null): Wishes =>
  box
    ? {
        needsYou: box.needsYou,
        quiet: { from: box.quietFrom, until: box.quietUntil, weekends: box.quietWeekends },
      }
    : { needsYou: 'at_once', quiet: DEFAULT_QUIET };

export interface MailChoices extends Wishes {
  /** where e-mail goes */
  address: string;
  /** since when e-mail to them comes back; null = none does */
  refusedAt: Date | null;
}

/** The person's own choices, or how it is for somebody who has made none. */
export async function readMailChoices(db: Database, person: Person): Promise<MailChoices> {
  const box = await findMailBox(db, person, person.userId);
  const { email } = await personContact(db, person.userId);
  return { ...wishesOf(box), address: email, refusedAt: box?.refusedAt ?? null };
}

/** Saves the person's own choices; they count from the next look on. Issues: `bad_time` at `quietFrom` or `quietUntil`. */
export async function saveMailChoices(
  deps: WorkDeps,
  person: Person,
  { needsYou, quiet }: Wishes,
): Promise<{ ok: true } | { ok: false; issues: Issue[] }> {
  const issues = Object.entries({ quietFrom: quiet.from, quietUntil: quiet.until }).flatMap(
    ([field, time]) => (isWallTime(time) ? [] : [{ field, code: 'bad_time' } as Issue]),
  );
  if (issues.length > 0) return { ok: false, issues };
  await inOneTransaction(deps, person, async ({ db }) => {
    await lockMailBox(db, person, person.userId);
    await updateMailBox(db, person, person.userId, {
      needsYou,
      ...{ quietFrom: quiet.from, quietUntil: quiet.until, quietWeekends: quiet.weekends },
      lookedAt: null,
    });
  });
  return { ok: true };
}

/** The person says that their address works again: what waits is told of. */
export async function mailWorksAgain(deps: WorkDeps, person: Person): Promise<void> {
  await inOneTransaction(deps, person, async ({ db }) => {
    await lockMailBox(db, person, person.userId);
    await updateMailBox(db, person, person.userId, { refusedAt: null, lookedAt: null });
  });
}

/** Staff of the school to whom e-mail comes back, for whoever looks after people's access; nobody for anybody else. */
export async function whoseMailComesBack(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<{ userId: string; name: string; email: string; refusedAt: Date }[]> {
  return may(person, 'access.end', schoolId, at) ? refusedAtSchool(db, { schoolId }, at) : [];
}
