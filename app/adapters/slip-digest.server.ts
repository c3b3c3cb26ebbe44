// Keyed digests of the codes on private slips: whoever reads the database cannot try codes against it without this key.
import { createHmac } from 'node:crypto';

/** `secret`: at least 32 random characters, the same in every web process. */
export const slipDigest =
  (secret: string) =>
  (text: string): string =>
    createHmac('sha256', secret).update(`private-slip\n${text}`).digest('hex');
