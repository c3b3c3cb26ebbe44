// The vocabulary of the log: every event's name and fields, checked when written; its families stand in the folder beside it.
// Ids, codes and digests only.
import { z } from 'zod';
import { accountEvents } from './audit-events/accounts.ts';
import { handOverEvents } from './audit-events/hand-overs.ts';
import { livePostEvents } from './audit-events/live-posts.ts';
import { permissionEvents } from './audit-events/permissions.ts';
import { photoEvents } from './audit-events/photos.ts';
import { postEvents } from './audit-events/posts.ts';
import { repostEvents } from './audit-events/reposts.ts';
import { schoolEvents } from './audit-events/schools.ts';
import { takedownEvents } from './audit-events/takedowns.ts';
import { tripEvents } from './audit-events/trips.ts';
import { wordEvents } from './audit-events/words.ts';

export const auditEventSchema = z.discriminatedUnion('type', [
  ...schoolEvents,
  ...accountEvents,
  ...wordEvents,
  ...postEvents,
  ...handOverEvents,
  ...repostEvents,
  ...livePostEvents,
  ...takedownEvents,
  ...photoEvents,
  ...permissionEvents,
  ...tripEvents,
]);

export type AuditEvent = z.infer<typeof auditEventSchema>;
