// What the doctor looks at when no server runs: settings, folder, database, keys, queue, photo engine, face finder, each opened for real.
import { argon2Passwords } from '#app/adapters/argon2-passwords.server.ts';
import { roomOn } from '#app/adapters/disk-photo-areas.server.ts';
import { loadKeys } from '#app/adapters/key-files.server.ts';
import { publicHalves, type SealedKind } from '#app/adapters/keys.server.ts';
import { createSmtpMailer } from '#app/adapters/smtp-mailer.server.ts';
import { openPhotoAreas, tryPhotoAreas } from '#app/adapters/photo-storage.server.ts';
import { KEY_VARIABLES } from '#app/env.server.ts';
import { openFoundation, openGround } from '#app/foundation.server.ts';
import { connectSettings } from '#app/going-live.ts';
import { countMissingFiles } from '#db/queries/photo-files.server.ts';
import type { DoctorCheck } from './doctor.ts';
import { openEngine, openFinder } from './photo-pools.ts';
import { settings } from './terminal.ts';

export const doctorChecks = (): DoctorCheck[] => [
  {
    part: 'settings',
    look: async () => {
      const env = settings();
      return `${env.mode} mode, data in ${env.dataDir}`;
    },
  },
  {
    part: 'database',
    look: async () => {
      const ground = await openGround(settings(), 'all');
      try {
        if (!ground.clock.trustworthy())
          throw new Error('this machine and the database do not agree on the time');
        return `${ground.database.kind}, migrated; ${await durability(ground)}; keys found; clock agrees`;
      } finally {
        await ground.close();
      }
    },
  },
  {
    part: 'public keys',
    look: async () => {
      const env = settings();
      if (env.mode === 'solo') return 'kept beside the secret halves';
      const halves = Object.entries(publicHalves(await loadKeys(env)));
      return `for web processes: ${halves.map(([kind, half]) => `${KEY_VARIABLES[`${kind as SealedKind}Public`]}=${half}`).join(' ')}`;
    },
  },
  {
    part: 'queue',
    look: async () => {
      const foundation = await openFoundation(settings(), 'all');
      try {
        const health = await foundation.queue.health();
        if (!health.ok) throw new Error(health.detail);
        return health.detail;
      } finally {
        await foundation.close();
      }
    },
  },
  { part: 'photo engine', look: () => healthOf(openEngine()) },
  { part: 'face finder', look: () => healthOf(openFinder()) },
  {
    part: 'photo store',
    look: async () => {
      const areas = await openPhotoAreas(settings());
      await tryPhotoAreas(areas);
      const { ok, detail } = await areas.health();
      if (!ok) throw new Error(detail);
      return `${settings().photoStore.kind}: put, read, listed and removed; ${detail}`;
    },
  },
  {
    part: 'photo files',
    look: async () => {
      const ground = await openGround(settings(), 'all');
      try {
        const missing = await countMissingFiles(ground.database.db);
        if (missing > 0) throw new Error(`${missing} files are lost: put them back from a backup`);
        return 'every file that was looked for was there';
      } finally {
        await ground.close();
      }
    },
  },
  {
    part: 'mail',
    look: async () => {
      const { mail } = settings();
      return mail ? healthOf(createSmtpMailer(mail)) : 'not set up: letters to families are printed';
    },
  },
  { part: 'real accounts', look: async () => realAccounts(settings()) },
  {
    part: 'room',
    look: async () => {
      const { detail, isLow } = await roomOn(settings().dataDir);
      if (isLow) throw new Error(detail);
      return `in the data folder: ${detail}`;
    },
  },
  {
    part: 'passwords',
    look: async () => {
      const hash = await argon2Passwords.hash('a word to try');
      if (!(await argon2Passwords.verify(hash, 'a word to try')))
        throw new Error('a password could not be checked');
      return 'Argon2id works';
    },
  },
];

/** Out: the one line of a part that is well, which is closed again. Errors: throws the line of one that is not. */
async function healthOf(part: {
  health(): Promise<{ ok: boolean; detail: string }>;
  close(): Promise<void>;
}): Promise<string> {
  try {
    const health = await part.health();
    if (!health.ok) throw new Error(health.detail);
    return health.detail;
  } finally {
    await part.close();
  }
}

/** A server that does not fsync loses the last seconds in a power cut; the embedded database never does. */
async function durability({ database, env }: Awaited<ReturnType<typeof openGround>>): Promise<string> {
  if (database.kind !== 'postgres') return 'not fsynced: keep backups';
  const { rows } = await database.raw.query<{ fsync: string }>("select current_setting('fsync') as fsync");
  if (rows[0]?.fsync !== 'on')
    throw new Error(`fsync is off in the ${env.mode}'s database: a power cut could lose posts`);
  return 'fsync is on';
}

/** What still stands in the way of connecting real accounts. Nothing is wrong with an installation that connects none. */
function realAccounts(env: ReturnType<typeof settings>): string {
  const { standIn, xClientId, barriers } = connectSettings(env, env.publicUrl ?? '');
  if (standIn) return 'a stand-in for X on this machine takes every call; nothing leaves it';
  const missing = [
    ...(xClientId ? [] : ['X_CLIENT_ID']),
    ...new Set(barriers.map((barrier) => SETTING_OF[barrier])),
  ];
  if (missing.length > 0)
    return `none can be connected: ${missing.join(', ')} not set for it (docs/operations.md)`;
  return 'can be connected, in schools that do not practise';
}

const SETTING_OF = {
  registration_missing: 'X_CLIENT_ID',
  public_address_missing: 'GATEPOST_PUBLIC_URL with https',
  second_factor_unconfirmed: 'GATEPOST_GOING_LIVE=second-factor',
  backups_unconfirmed: 'GATEPOST_GOING_LIVE=backups',
  assessment_unconfirmed: 'GATEPOST_GOING_LIVE=assessment',
} as const;
