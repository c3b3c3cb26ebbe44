// Who hears at once that somebody asks for something to be removed: those who decide on it, save whoever wrote it down.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { RemovalRequestRow } from '#db/queries/removal-requests.server.ts';
import type { Work } from '#app/domain/work.ts';

export async function tellDeciders(
  work: Work,
  { id: aboutId, schoolId, recordedBy }: Pick<RemovalRequestRow, 'id' | 'schoolId' | 'recordedBy'>,
): Promise<void> {
  const people = await peopleWithRole(work.db, { schoolId }, ['comms_lead', 'headteacher'], work.at);
  for (const userId of people)
    if (userId !== recordedBy) work.notify({ schoolId, userId, kind: 'removal_asked', aboutId });
}
