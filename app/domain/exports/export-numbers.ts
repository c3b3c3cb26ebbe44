// Numbers that stand for ids within one file, and staff by their role: nothing in the file can be held against the database.
import type { rolesEverHeld } from '#db/queries/subject-records.server.ts';
import type { Moment, Recorder } from './pupil-records.ts';

type Grants = Awaited<ReturnType<typeof rolesEverHeld>>;

/** Numbers from 1 in the order of the rows; null for an id that is not among them. */
export function numbering(rows: readonly { id: string }[]): (id: string | null) => number | null {
  const numbers = new Map(rows.map(({ id }, index) => [id, index + 1]));
  return (id) => (id === null ? null : (numbers.get(id) ?? null));
}

/** The role that somebody recorded something in: one they held then, else one they ever held. */
export function recorders(grants: Grants): (userId: string | null, at: Date) => Recorder {
  return (userId, at) => {
    if (userId === null) return 'themselves';
    const own = grants.filter((grant) => grant.userId === userId);
    const then = own.find(({ startsAt, endsAt }) => startsAt <= at && (!endsAt || at < endsAt));
    return (then ?? own[0])?.role ?? 'staff';
  };
}

export const moment = (at: Date): Moment => at.toISOString();
export const momentOrNull = (at: Date | null | undefined): Moment | null => at?.toISOString() ?? null;
