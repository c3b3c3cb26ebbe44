// The sweeps: plain timers that find in the database what the queue lost, and call the use case themselves (PF1, PF2, PF9).
import { stuckDeliveries, unknownDeliveries } from '#db/queries/deliveries.server.ts';
import { waitingExtraPosts } from '#db/queries/extra-posts.server.ts';
import { photosToLookAt } from '#db/queries/found-faces.server.ts';
import { importsToWork } from '#db/queries/imports.server.ts';
import { mailsToSend } from '#db/queries/mails.server.ts';
import { deleteOldMonitoring } from '#db/queries/monitoring.server.ts';
import { placesToRender } from '#db/queries/photo-renders.server.ts';
import { photosToClean } from '#db/queries/photos.server.ts';
import { forgetReadingsBefore, unansweredReadings } from '#db/queries/reason-readings.server.ts';
import { waitingTakedowns } from '#db/queries/takedowns-to-see-to.server.ts';
import { tripAccountsToClose } from '#db/queries/trips.server.ts';
import { answerReasonReading, READING_LIVES_MS } from '#app/domain/consent/answer-reading.ts';
import { remindOfReviews } from '#app/domain/consent/remind-of-reviews.ts';
import { fillAllNameWords } from '#app/domain/pupils/fill-name-words.ts';
import { destroyImportFiles } from '#app/domain/import/destroy-files.ts';
import { WORKER_STATES } from '#app/domain/import/import-state.ts';
import { warnOfStaleRecords } from '#app/domain/import/warn-stale.ts';
import { IMPORT_LEASE_MS, workImport } from '#app/domain/import/work-import.ts';
import { cleanPhoto } from '#app/domain/photos/clean-photo.ts';
import { destroyOriginals } from '#app/domain/photos/destroy-originals.ts';
import { findFaces, LOOK_AGAIN_AFTER_MS } from '#app/domain/photos/find-faces.ts';
import { renderPhoto } from '#app/domain/photos/render-photo.ts';
import { MOST_RENDER_TRIES } from '#app/domain/photos/render-state.ts';
import { sweepPhotoFiles } from '#app/domain/photos/sweep-files.ts';
import { removeExtraPost } from '#app/domain/posts/extra-posts.ts';
import { freeStuckDelivery } from '#app/domain/posts/free-stuck-delivery.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { chaseRounds } from '#app/domain/requests/chase-rounds.ts';
import { tellOfEndings } from '#app/domain/requests/ending-soon.ts';
import { sendMail } from '#app/domain/requests/send-mail.ts';
import { closeEndedAccount } from '#app/domain/trips/close-trip-account.ts';
import { destroyUnplaced } from '#app/domain/uploads/destroy-unplaced.ts';
import { endExpiredUploads } from '#app/domain/uploads/end-expired.ts';
import { remindOfClassesToAsk } from '#app/domain/views/classes-to-ask.ts';
import { anchorChains } from '#app/domain/anchor-chains.ts';

import { ACCOUNT_SWEEPS } from './account-sweeps.ts';
import { EXPORT_SWEEPS } from './export-sweeps.ts';
import { HAND_OVER_SWEEPS } from './hand-over-sweeps.ts';
import { LIVE_SWEEPS } from './live-sweeps.ts';
import { PUBLISHING_SWEEPS } from './publishing-sweeps.ts';
import { REMOVAL_SWEEPS } from './removal-sweeps.ts';
import { REPOST_SWEEPS } from './repost-sweeps.ts';
import { STAFF_MAIL_SWEEPS } from './staff-mail-sweeps.ts';
import { BATCH, each, type Sweep } from './sweep.ts';
import { TAKEDOWN_SWEEPS } from './takedown-sweeps.ts';

export type { Sweep } from './sweep.ts';

export const SWEEPS: readonly Sweep[] = [
  ...PUBLISHING_SWEEPS,
  {
    name: 'photos-to-clean',
    anyClock: true,
    everyMs: 2_000,
    run: async (deps) => {
      const rows = await photosToClean(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'photos-to-clean', rows, 2, (row) =>
        cleanPhoto(deps, { schoolId: row.schoolId, photoId: row.id }),
      );
    },
  },
  {
    name: 'photos-to-render',
    anyClock: true,
    everyMs: 2_000,
    run: async (deps) => {
      const rows = await placesToRender(deps.db, {
        at: deps.clock.now(),
        most: MOST_RENDER_TRIES,
        limit: BATCH,
      });
      await each(deps, 'photos-to-render', rows, 2, ({ place }) =>
        renderPhoto(deps, { schoolId: place.schoolId, postPhotoId: place.id }),
      );
    },
  },
  {
    name: 'faces-to-find',
    anyClock: true,
    everyMs: 15_000,
    run: async (deps) => {
      const cleanedBefore = new Date(deps.clock.now().getTime() - LOOK_AGAIN_AFTER_MS);
      const rows = await photosToLookAt(deps.db, { outcome: null, cleanedBefore }, BATCH);
      await each(deps, 'faces-to-find', rows, 1, (row) => findFaces(deps, row));
    },
  },
  {
    name: 'faces-not-found',
    anyClock: true,
    everyMs: 3_600_000,
    run: async (deps) => {
      const cleanedBefore = new Date(deps.clock.now().getTime() - LOOK_AGAIN_AFTER_MS);
      const rows = await photosToLookAt(deps.db, { outcome: 'unavailable', cleanedBefore }, BATCH);
      if (rows.length === 0 || !(await deps.faces.health()).ok) return;
      await each(deps, 'faces-not-found', rows, 1, (row) => findFaces(deps, row));
    },
  },
  {
    name: 'stuck-deliveries',
    everyMs: 5_000,
    run: async (deps) => {
      const rows = await stuckDeliveries(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'stuck-deliveries', rows, 4, (row) => freeStuckDelivery(deps, row));
    },
  },
  {
    name: 'takedowns',
    anyClock: true,
    everyMs: 2_000,
    run: async (deps) => {
      const rows = await waitingTakedowns(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'takedowns', rows, 4, ({ schoolId, deliveryId }) =>
        takeDownPost(deps, { schoolId, deliveryId }),
      );
    },
  },
  ...HAND_OVER_SWEEPS,
  ...REPOST_SWEEPS,
  ...TAKEDOWN_SWEEPS,
  ...REMOVAL_SWEEPS,
  {
    name: 'unknown-outcomes',
    everyMs: 3_000,
    run: async (deps) => {
      const rows = await unknownDeliveries(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'unknown-outcomes', rows, 4, (row) =>
        lookForPost(deps, { schoolId: row.schoolId, deliveryId: row.id }, row),
      );
    },
  },
  {
    name: 'second-copies',
    everyMs: 5_000,
    run: async (deps) => {
      const rows = await waitingExtraPosts(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'second-copies', rows, 2, (row) => removeExtraPost(deps, row));
    },
  },
  ...LIVE_SWEEPS,
  {
    name: 'reason-readings',
    everyMs: 1_000,
    run: async (deps) => {
      const now = deps.clock.now().getTime();
      const rows = await unansweredReadings(deps.db, new Date(now - READING_LIVES_MS), BATCH);
      await each(deps, 'reason-readings', rows, 2, ({ schoolId, id }) =>
        answerReasonReading(deps, { schoolId, readingId: id }),
      );
      await forgetReadingsBefore(deps.db, new Date(now - 2 * READING_LIVES_MS));
    },
  },
  {
    name: 'imports',
    everyMs: 2_000,
    run: async (deps) => {
      const freeBefore = new Date(deps.clock.now().getTime() - IMPORT_LEASE_MS);
      const rows = await importsToWork(deps.db, WORKER_STATES, freeBefore, BATCH);
      await each(deps, 'imports', rows, 1, ({ schoolId, id }) =>
        workImport(deps, { schoolId, importId: id }),
      );
    },
  },
  { name: 'restriction-reviews', everyMs: 3_600_000, run: (deps) => remindOfReviews(deps) },
  ...EXPORT_SWEEPS,
  ...ACCOUNT_SWEEPS,
  { name: 'stale-records', everyMs: 3_600_000, run: (deps) => warnOfStaleRecords(deps) },
  {
    name: 'mails',
    everyMs: 2_000,
    run: async (deps) => {
      const rows = await mailsToSend(deps.db, deps.clock.now(), {
        server: deps.post !== null,
        limit: BATCH,
      });
      await each(deps, 'mails', rows, 4, ({ schoolId, id }) => sendMail(deps, { schoolId, mailId: id }));
    },
  },
  ...STAFF_MAIL_SWEEPS,
  { name: 'rounds-to-chase', everyMs: 300_000, run: async (deps) => void (await chaseRounds(deps)) },
  { name: 'consents-ending', everyMs: 3_600_000, run: async (deps) => void (await tellOfEndings(deps)) },
  { name: 'import-files', everyMs: 600_000, run: async (deps) => void (await destroyImportFiles(deps)) },
  {
    name: 'trip-accounts',
    everyMs: 60_000,
    run: async (deps) => {
      const rows = await tripAccountsToClose(deps.db, deps.clock.now(), BATCH);
      await each(deps, 'trip-accounts', rows, 1, (row) => closeEndedAccount(deps, row));
    },
  },
  { name: 'unplaced-photos', everyMs: 300_000, run: async (deps) => void (await destroyUnplaced(deps)) },
  { name: 'originals', everyMs: 600_000, run: async (deps) => void (await destroyOriginals(deps)) },
  {
    name: 'expired-uploads',
    everyMs: 600_000,
    run: async (deps) => void (await endExpiredUploads(deps)),
  },
  {
    name: 'photo-files',
    everyMs: 6 * 3_600_000,
    run: async (deps) => void (await sweepPhotoFiles(deps)),
  },
  {
    name: 'old-monitoring',
    everyMs: 3_600_000,
    run: async (deps) => void (await deleteOldMonitoring(deps.db, deps.clock.now())),
  },
  {
    name: 'classes-to-ask',
    everyMs: 6 * 3_600_000,
    run: async (deps) => void (await remindOfClassesToAsk(deps)),
  },
  {
    name: 'name-words',
    anyClock: true,
    everyMs: 60_000,
    run: async (deps) => void (await fillAllNameWords(deps)),
  },
  { name: 'audit-anchors', everyMs: 3_600_000, run: (deps) => anchorChains(deps) },
];
