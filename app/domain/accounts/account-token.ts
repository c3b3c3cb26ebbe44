// What is sealed for an account: its platform's tokens as one small JSON text. Made where an account is connected, read by the worker alone.
import { z } from 'zod';

const tokensSchema = z.strictObject({ accessToken: z.string().min(1), refreshToken: z.string().nullable() });
export type AccountTokens = z.infer<typeof tokensSchema>;

/** The bytes to seal. */
export function packTokens(tokens: AccountTokens): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(tokensSchema.parse(tokens)));
}

/** The tokens out of opened bytes. Errors: throws, naming no part of them, when the bytes are something else. */
export function unpackTokens(bytes: Uint8Array): AccountTokens {
  try {
    return tokensSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw new Error('what was sealed for the account is not a pair of tokens');
  }
}
