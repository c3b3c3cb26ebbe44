// A pupil about whom there is something in every table: so that a test can say that nothing of it is forgotten in a file.
import { randomUUID } from 'node:crypto';
import { transact } from '#db/client.server.ts';
import {
  consentAsks,
  consentLinks,
  consentReceipts,
  consentRequests,
  viewRounds,
  viewSlips,
} from '#db/schema/consent-asking.ts';
import { nameChanges, previousNames, recordChecks, unlistedPupils } from '#db/schema/consent-ground.ts';
import { pupilViews } from '#db/schema/consent.ts';
import { importedAnswers, importRows, imports } from '#db/schema/imports.ts';
import { photoAbsences } from '#db/schema/photo-accounting.ts';
import { photoLists } from '#db/schema/photo-lists.ts';
import { tripPupils } from '#db/schema/pupils.ts';
import { removalRequests } from '#db/schema/removal-requests.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { appendAuditEvents } from '#app/domain/audit.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { currentForms } from '#db/queries/pupils.server.ts';
import { holdersOf } from '#db/queries/consent.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { testAuditSeal, testVault } from './test-seals.ts';
import type { World } from './world.ts';

/** The name that the pupil no longer has. */
export const OLD_NAME = 'Zebedee Quillfeather';
const DAY_MS = 86_400_000;

/** Writes one row into every table that names a pupil; `post` shows the pupil. */
export async function fillEveryTable(
  world: World,
  pupilId: string,
  { post, answerId }: { post: PostRef; answerId: string },
): Promise<void> {
  const { db, schoolId, clock } = world;
  const at = clock.now();
  const later = new Date(at.getTime() + DAY_MS);
  const by = (await world.staff('office')).userId;
  const scope = { schoolId };
  const pupil = await findPupil(db, scope, pupilId);
  const [holder] = await holdersOf(db, scope, pupilId);
  const [form] = await currentForms(db, scope);
  const [photo] = (await readPostFacts(db, post, at)).photos;
  if (!pupil || !holder || !form || !photo) throw new Error('the practice data lack something');
  const tripId = world.trip('over');
  const ids = { requestId: randomUUID(), askId: randomUUID(), linkId: randomUUID(), roundId: randomUUID() };
  const importId = randomUUID();
  const named = { ...scope, pupilId };
  const sealed = await testVault.seal(new TextEncoder().encode(OLD_NAME));
  await transact(db, async (tx) => {
    await tx
      .insert(previousNames)
      .values({ ...named, sealedName: sealed.box, keyId: sealed.keyId, changedAt: at });
    await tx.insert(consentRequests).values({
      ...scope,
      ...{ id: ids.requestId, kind: 'trip', formSeries: form.series, tripId, dueOn: '2026-12-01' },
      ...{ madeBy: by, madeAt: at, requestKey: randomUUID() },
    });
    const asked = { ...named, holderId: holder.id };
    await tx.insert(consentAsks).values({
      ...asked,
      ...{ id: ids.askId, requestId: ids.requestId, way: 'email', sentAt: at, sent: 2 },
    });
    await tx.insert(consentLinks).values({
      ...asked,
      ...{ id: ids.linkId, tokenHash: randomUUID(), formSeries: form.series, askId: ids.askId },
      ...{ way: 'email', madeAt: at, expiresAt: later },
    });
    await tx.insert(consentReceipts).values({
      ...asked,
      ...{
        linkId: ids.linkId,
        formVersionId: form.id,
        decisionIds: [answerId],
        at,
        requestKey: randomUUID(),
      },
    });
    const round = { madeBy: by, madeAt: at, endsAt: later, requestKey: randomUUID() };
    await tx.insert(viewRounds).values({ ...scope, ...round, id: ids.roundId, group: '4 Hazel' });
    await tx.insert(viewSlips).values({ ...named, roundId: ids.roundId, codeHash: randomUUID() });
    await tx.insert(pupilViews).values({
      ...named,
      ...{
        subject: 'work',
        answer: 'yes',
        askedHow: 'by Mr Longbottom',
        askedBy: by,
        askedAt: at,
        recordedAt: at,
      },
    });
    await tx.insert(imports).values({
      ...scope,
      ...{
        id: importId,
        state: 'done',
        uploadedBy: by,
        uploadedAt: at,
        bytes: 10,
        endedAt: at,
        confirmed: true,
      },
    });
    await tx
      .insert(importRows)
      .values({ ...scope, importId, row: 17, misId: pupil.misId, fate: 'now_waits' });
    await tx.insert(importedAnswers).values({
      ...named,
      ...{ source: 'import:sims', type: 'Website', giver: 'gertrude halfpenny', holderId: holder.id },
      ...{
        answer: 'granted',
        answeredOn: '2026-09-01',
        meaning: 'm',
        subjects: ['image'],
        channels: ['website'],
      },
      ...{ purposes: [], accountScope: 'own_school', standingNoes: [] },
    });
    const absent = { ...named, postPhotoId: photo.postPhotoId, how: 'absent' as const };
    await tx.insert(photoAbsences).values({ ...absent, saidBy: by, saidAt: at });
    await tx
      .insert(tripPupils)
      .values({ ...named, tripId })
      .onConflictDoNothing();
    await tx.insert(photoLists).values({
      ...scope,
      ...{ tripId, number: 41, kind: 'paper', pupilIds: [world.pupil(9)], groupPupilIds: [pupilId] },
      ...{ labelsHash: 'x', madeBy: by, madeAt: at, voidAfter: '2026-12-01' },
    });
    await tx.insert(recordChecks).values({
      ...scope,
      ...{ postId: post.postId, pupilIds: [pupilId], checkedBy: by, checkedAt: at, validUntil: later },
      requestKey: randomUUID(),
    });
    await tx.insert(removalRequests).values({
      ...named,
      ...{ receivedAt: at, from: 'parent', way: 'phone', words: 'Gertrude Halfpenny rang', dueAt: later },
      requestKey: randomUUID(),
    });
    await tx.insert(nameChanges).values({ ...named, changedAt: at, postIds: [post.postId] });
    await tx.insert(unlistedPupils).values({
      ...scope,
      ...{
        forename: 'Zeb',
        group: '4 Hazel',
        addedBy: by,
        addedAt: at,
        pupilId,
        matchedBy: by,
        matchedAt: at,
      },
    });
    const link = { type: 'consent_link.made' as const, ...named, linkId: ids.linkId, way: 'email' };
    const events = [
      { ...link, expiresAt: later.toISOString() },
      { type: 'consent_link.ended' as const, ...named, linkId: ids.linkId, cause: 'replaced' },
      { type: 'pupil.renamed' as const, ...named, nameChangeId: null },
      { type: 'name_change.settled' as const, ...named, nameChangeId: practiceId('x') },
      { type: 'unlisted_pupil.matched' as const, ...named, unlistedId: practiceId('y') },
    ];
    await appendAuditEvents(tx, testAuditSeal, { kind: 'system', name: 'system:test' }, events, at);
  });
}
