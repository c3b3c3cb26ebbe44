// The record of uses: written as a post goes out, and never changed.
import { foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { deliveries } from './deliveries.ts';
import { pupils } from './pupils.ts';

/** Which pupil was shown, in which photo, on which decisions: what a withdrawal follows. */
export const usages = pgTable(
  'usages',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    deliveryId: uuid('delivery_id').notNull(),
    pupilId: uuid('pupil_id').notNull(),
    photoSha256: text('photo_sha256').notNull(),
    perceptualHash: text('perceptual_hash').notNull(),
    decisionIds: uuid('decision_ids').array().notNull(),
    usedAt: moment('used_at').notNull(),
  },
  (t) => [
    unique('usages_once').on(t.deliveryId, t.pupilId, t.photoSha256),
    foreignKey({ columns: [t.schoolId, t.deliveryId], foreignColumns: [deliveries.schoolId, deliveries.id] }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    index('usages_pupil').on(t.schoolId, t.pupilId),
    index('usages_post').on(t.postId),
  ],
);
