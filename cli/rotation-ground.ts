// Opens the installation for a change of keys: refused while a server uses the folder, because it holds the old keys in memory.
import { loadKeys } from '#app/adapters/key-files.server.ts';
import { dropKeys, newKeyTexts, putNewKeyFirst } from '#app/adapters/key-rotation.server.ts';
import { openingVault } from '#app/adapters/sodium-vault.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Ground } from '#app/foundation.server.ts';
import type { RotationGround } from './keys-rotate.ts';
import type { RotatedKind } from './rotated-kinds.ts';

/** `ground`: the opened installation; it is closed with what is returned. */
export function rotationGround(env: Env, ground: Ground, kind: RotatedKind = 'photos'): RotationGround {
  const { database, clock, seal, log } = ground;
  return {
    kind,
    deps: { db: database.db, clock, auditSeal: seal, log },
    async held() {
      const ring = (await loadKeys(env))[kind];
      return { current: ring.current.id, ids: [...ring.pairs.keys()], vault: openingVault(ring) };
    },
    putNewKeyFirst: env.mode === 'solo' ? () => putNewKeyFirst(env, kind) : null,
    newKeyTexts: () => newKeyTexts(kind),
    drop: (ids) => dropKeys(env, kind, ids),
    close: () => ground.close(),
  };
}
