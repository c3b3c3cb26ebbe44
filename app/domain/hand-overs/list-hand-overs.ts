// What a home page says of publishing by hand: what this person may open now, and what is out in somebody's hands without a word.
import type { Database } from '#db/client.server.ts';
import { handOversOfSchool } from '#db/queries/hand-overs.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';

export type ListedHandOver = Awaited<ReturnType<typeof handOversOfSchool>>[number] & {
  at: 'to_open' | 'out' | 'stopped' | 'unanswered';
};

/** For whoever may publish by hand all of the school's; for others what they were asked for, or have. The most pressing first. */
export async function listHandOvers(
  db: Database,
  person: Person,
  school: { id: string; settings: { handOverMinutes: number } },
  at: Date,
): Promise<ListedHandOver[]> {
  if (!may(person, 'post.draft', school.id, at)) return [];
  const opened = new Date(at.getTime() + school.settings.handOverMinutes * 60_000);
  const rows = await handOversOfSchool(db, { schoolId: school.id }, opened, 30);
  const all = may(person, 'post.publishByHand', school.id, at);
  const own = rows.filter((row) => all || [row.handPublisherId, row.personId].includes(person.userId));
  return own
    .map((row) => ({ ...row, at: standingOf(row, at) }))
    .sort((a, b) => PRESSING.indexOf(a.at) - PRESSING.indexOf(b.at));
}

const PRESSING: readonly ListedHandOver['at'][] = ['stopped', 'unanswered', 'to_open', 'out'];

function standingOf(
  row: { personId: string | null; stoppedAt: Date | null; expiresAt: Date | null },
  at: Date,
): ListedHandOver['at'] {
  if (!row.personId) return 'to_open';
  if (row.stoppedAt) return 'stopped';
  return row.expiresAt && row.expiresAt <= at ? 'unanswered' : 'out';
}
