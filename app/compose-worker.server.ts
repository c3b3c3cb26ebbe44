// Puts the worker together: the only side that opens tokens and originals, runs the photo engine and speaks to a platform.
import { createLinkLooker } from '#app/adapters/link-looker.server.ts';
import { accountConnectors } from '#app/adapters/account-connectors.server.ts';
import { openAnchorFile } from '#app/adapters/anchor-file.server.ts';
import { createBlueskyConnector } from '#app/adapters/bluesky-connector.server.ts';
import { noIntentJournal, openIntentJournal } from '#app/adapters/intent-journal.server.ts';
import { photoStore } from '#app/adapters/photo-store.server.ts';
import { openPhotoAreas } from '#app/adapters/photo-storage.server.ts';
import { createFaceFinder } from '#app/adapters/onnx-face-finder.server.ts';
import { createPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { openingVault } from '#app/adapters/sodium-vault.server.ts';
import { createSmtpMailer } from '#app/adapters/smtp-mailer.server.ts';
import { tableThread } from '#app/adapters/table-thread.server.ts';
import { oneTimeSeal } from '#app/adapters/one-time-key.server.ts';
import { createBlueskyPublisher } from '#app/adapters/bluesky-publisher.server.ts';
import { createPublishers } from '#app/adapters/publishers.server.ts';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import { zipArchive } from '#app/adapters/zip-archive.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { builtEntry, type Foundation } from '#app/foundation.server.ts';
import { connectSettings } from '#app/going-live.ts';
import { recordsPage } from '#app/presenters/records/records-page.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';

export interface WorkerServices {
  deps: WorkerDeps;
  /** notes of sends found at the start, to be held against the database */
  intents: { deliveryId: string; attempt: number; mediaIds: string[] }[];
  close(): Promise<void>;
}

/**
 * Composes the worker. Without X_API_BASE_URL it starts the practice platform on a loopback port of its own, where practice accounts
 * post; real accounts post to the platform itself. With it, something on this machine stands in for X, and no real account is posted to.
 */
export async function composeWorker(foundation: Foundation): Promise<WorkerServices> {
  const { env, database, clock, keys, seal, queue, log, folder } = foundation;
  if (!keys) throw new Error('A worker needs the secret halves of the keys.');
  const onError = (error: unknown) => log.error('the practice platform failed', { error });
  const sandbox = env.xApiBaseUrl
    ? null
    : await startSandbox({ store: createDatabaseStore(database.db), now: clock.now, onError });
  const engine = createPhotoEngine({ entry: builtEntry('photo-engine') });
  const faces = createFaceFinder({ entry: builtEntry('face-finder') });
  const mailer = env.mail && createSmtpMailer(env.mail);
  const journal = env.mode === 'solo' ? await openIntentJournal(folder.intents) : noIntentJournal;
  const deps: WorkerDeps = {
    db: database.db,
    clock,
    queue,
    auditSeal: seal,
    log,
    photos: await photoStore(await openPhotoAreas(env), openingVault(keys.photos)),
    engine,
    faces,
    tables: tableThread({ entry: builtEntry('table-reader') }),
    publishers: createPublishers({
      practice: { x: createXPublisher({ baseUrl: env.xApiBaseUrl ?? sandbox?.url, now: clock.now }) },
      real: env.xApiBaseUrl
        ? {}
        : {
            x: createXPublisher({ now: clock.now }),
            bluesky: createBlueskyPublisher({ now: clock.now }),
          },
    }),
    connectors: accountConnectors({
      practiceUrl: env.xApiBaseUrl ?? sandbox?.url ?? '',
      xApiBaseUrl: env.xApiBaseUrl,
      x: env.goingLive.xClientId
        ? { id: env.goingLive.xClientId, secret: env.goingLive.xClientSecret }
        : null,
      // While something stands in for X, nothing leaves this machine for any platform.
      bluesky: env.xApiBaseUrl ? null : createBlueskyConnector({ now: clock.now }),
      now: clock.now,
    }),
    connecting: connectSettings(env, env.publicUrl ?? ''),
    links: env.linkLooks ? createLinkLooker() : null,
    post: mailer && env.publicUrl ? { mailer, origin: env.publicUrl } : null,
    tokens: openingVault(keys.tokens),
    nameVault: openingVault(keys.reasons),
    reasons: openingVault(keys.reasons),
    oneTimeSeal,
    archive: zipArchive,
    recordsPage,
    journal,
    anchors: openAnchorFile(folder.anchors),
  };
  return {
    deps,
    intents: journal.pending(),
    close: async () => {
      await engine.close();
      await faces.close();
      await mailer?.close();
      await sandbox?.close();
      await journal.close();
    },
  };
}
