// The one form in which a credential is sealed: what is kept of each kind as text, and back again. Only the worker can open it.
import { z } from 'zod';
import type { Credential } from '#app/domain/ports/publisher.ts';
import type { OpeningVault, Sealed, SealingVault } from '#app/domain/ports/token-vault.ts';

/** What the text of OAuth 1.0a and of Bluesky holds; of OAuth 2.0 it is the access token alone. */
const oauth1Parts = z.strictObject({
  appKey: z.string(),
  appSecret: z.string(),
  accessToken: z.string(),
  accessSecret: z.string(),
});
const blueskyParts = z.strictObject({ service: z.string(), accessToken: z.string() });

/** The credential as the text that is sealed. */
export function credentialText(credential: Credential): string {
  if (credential.kind === 'oauth2_user') return credential.accessToken;
  const { kind: _, ...parts } = credential;
  return JSON.stringify(parts);
}

/**
 * The credential of a sealed text once opened.
 * Errors: throws without a word of the text when it is not of that kind.
 */
export function credentialOf(kind: Credential['kind'], text: string): Credential {
  if (kind === 'oauth2_user') return { kind, accessToken: text };
  const shape = kind === 'oauth1_user' ? oauth1Parts : blueskyParts;
  const parts = shape.safeParse(parsed(text));
  if (!parts.success) throw new Error(`A sealed credential is not of the kind ${kind}.`);
  return { kind, ...parts.data } as Credential;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const sealText = (vault: SealingVault, text: string): Promise<Sealed> =>
  vault.seal(new TextEncoder().encode(text));

/** Errors: as the vault's `open`. */
export const openText = async (vault: OpeningVault, sealed: Sealed): Promise<string> =>
  new TextDecoder().decode(await vault.open(sealed));

/** A stored credential, opened. Errors: as the vault's `open`, or when the text is not of its kind. */
export async function openCredential(
  vault: OpeningVault,
  row: { kind: Credential['kind']; sealedToken: string; keyId: string },
): Promise<Credential> {
  return credentialOf(row.kind, await openText(vault, { box: row.sealedToken, keyId: row.keyId }));
}
