// Opens the installation for a change of keys: refused while a server uses the folder, because it holds the old keys in memory.
import { loadKeys } from '#app/adapters/key-files.server.ts';
import { dropKeys, newKeyTexts, putNewKeyFirst } from '#app/adapters/key-rotation.server.ts';
import { openingVault } from '#app/adapters/sodium-vault.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Ground } from '#app/foundation.server.ts';
import type { RotationGround } from './keys-rotate.ts';

/** `ground`: the opened installation; it is closed with what is returned. */
export function rotationGround(env: Env, ground: Ground): RotationGround {
  const { database, clock, seal, log } = ground;
  return {
    deps: { db: database.db, clock, auditSeal: seal, log },
    async held() {
      const { photos } = await loadKeys(env);
      return { current: photos.current.id, ids: [...photos.pairs.keys()], vault: openingVault(photos) };
    },
    putNewKeyFirst: env.mode === 'solo' ? () => putNewKeyFirst(env, 'photos') : null,
    newKeyTexts: () => newKeyTexts('photos'),
    drop: (ids) => dropKeys(env, 'photos', ids),
    close: () => ground.close(),
  };
}
