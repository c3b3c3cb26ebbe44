// Opens accounts on the practice platform that runs on this machine, and seals their access at once to the worker's key.
import type { Clock } from '#app/domain/ports/clock.ts';
import type { PracticePlatform } from '#app/domain/ports/practice-platform.ts';
import type { SealingVault } from '#app/domain/ports/token-vault.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { ALL_SCOPES } from '#sandbox/tokens.ts';

export const practicePlatform = (
  store: SandboxStore,
  tokens: SealingVault,
  clock: Pick<Clock, 'now'>,
): PracticePlatform => ({
  openAccount: async (account) => {
    const sealedAt = clock.now();
    const { platformUserId, accessToken } = await addPracticeAccount(store, account, () => sealedAt);
    const sealed = await tokens.seal(new TextEncoder().encode(accessToken));
    return { platformUserId, sealed, scopes: ALL_SCOPES, sealedAt };
  },
});
