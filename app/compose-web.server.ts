// Puts the web side together. It has no publisher, no photo engine and a vault that seals but cannot open: it cannot post, and it
// never decodes a picture somebody sent.
import { setTimeout } from 'node:timers/promises';
import { type Auth, createAuth } from '#app/adapters/auth.server.ts';
import { oneTimeKeys } from '#app/adapters/one-time-key.server.ts';
import { photoIntake } from '#app/adapters/photo-store.server.ts';
import { openPhotoAreas } from '#app/adapters/photo-storage.server.ts';
import { slipDigest } from '#app/adapters/slip-digest.server.ts';
import { practicePlatform } from '#app/adapters/practice-platform.server.ts';
import { sealingVault } from '#app/adapters/sodium-vault.server.ts';
import { visitSecrets } from '#app/adapters/visit-secrets.server.ts';
import { type VisitLimits, visitLimits } from '#app/adapters/visit-limits.server.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import type { Foundation } from '#app/foundation.server.ts';
import { connectSettings } from '#app/going-live.ts';
import { type Health, type PictureParts, readHealth } from '#app/health.server.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import type { SandboxStore } from '#sandbox/store.ts';

/** What loaders and actions get, as `context.services`. */
export interface WebServices {
  deps: WebDeps;
  auth: Auth;
  /** how often strangers may knock */
  limits: VisitLimits;
  /** where people reach this server, e.g. `http://127.0.0.1:3000` */
  publicOrigin: string;
  /** reads the practice platform's timeline */
  sandbox: SandboxStore;
  health(): Promise<Health>;
}

/** `pictures` is handed in for its health by a process that also runs the worker; a web process of a cluster has none. */
export async function composeWeb(
  foundation: Foundation,
  publicOrigin: string,
  pictures: PictureParts | null,
): Promise<WebServices> {
  const { env, database, clock, publicKeys, seal, queue, log, passwords } = foundation;
  const db = database.db;
  const deps: WebDeps = {
    db,
    clock,
    queue,
    auditSeal: seal,
    log,
    intake: photoIntake(await openPhotoAreas(env), sealingVault(publicKeys.photos)),
    restrictionVault: sealingVault(publicKeys.reasons),
    nameVault: sealingVault(publicKeys.reasons),
    slipDigest: slipDigest(publicKeys.sessionSecret),
    oneTimeKeys,
    tokenVault: sealingVault(publicKeys.tokens),
    visits: visitSecrets,
    connecting: connectSettings(env, publicOrigin),
    practicePlatform: practicePlatform(createDatabaseStore(db), sealingVault(publicKeys.tokens), clock),
    mailIsSetUp: env.mail !== null,
    pause: (ms) => setTimeout(ms),
  };
  return {
    deps,
    auth: createAuth({ db, clock, passwords, secret: publicKeys.sessionSecret, publicUrl: publicOrigin }),
    limits: visitLimits({ db, clock, secret: publicKeys.sessionSecret }),
    publicOrigin,
    sandbox: createDatabaseStore(db),
    health: () => readHealth(foundation, pictures, deps.intake.health),
  };
}
