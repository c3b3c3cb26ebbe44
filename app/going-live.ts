// The settings by which real accounts can be connected: how X knows this installation, and what whoever runs it has confirmed. What the product
// cannot see for itself has to be said in so many words, or no real account is connected.
import { z } from 'zod';
import type { ConnectSettings, InstallationBarrier } from '#app/domain/accounts/connection-rules.ts';

/** What the operator confirms, by the word in the setting. */
const CONFIRMATIONS: Readonly<Record<string, InstallationBarrier>> = {
  'second-factor': 'second_factor_unconfirmed',
  backups: 'backups_unconfirmed',
  assessment: 'assessment_unconfirmed',
};
const WORDS = Object.keys(CONFIRMATIONS);

const inWords = (text: string): string[] => text.split(',').map((word) => word.trim());

export const goingLiveShape = {
  X_CLIENT_ID: z
    .string()
    .regex(/^[\w:.-]{1,200}$/, { error: 'must be the client ID that X shows for the app' })
    .optional(),
  X_CLIENT_SECRET: z
    .string()
    .min(8, { error: 'must be the client secret that X shows for the app' })
    .optional(),
  GATEPOST_GOING_LIVE: z
    .string()
    .refine((text) => inWords(text).every((word) => WORDS.includes(word)), {
      error: `may hold ${WORDS.join(', ')}, with commas between them`,
    })
    .optional(),
};

export interface GoingLive {
  xClientId: string | null;
  /** for the worker alone; X gives none to what it calls a public client */
  xClientSecret: string | null;
  /** what is still to be confirmed */
  unconfirmed: InstallationBarrier[];
}

export function goingLiveOf(values: {
  X_CLIENT_ID?: string | undefined;
  X_CLIENT_SECRET?: string | undefined;
  GATEPOST_GOING_LIVE?: string | undefined;
}): GoingLive {
  const confirmed = inWords(values.GATEPOST_GOING_LIVE ?? '');
  return {
    xClientId: values.X_CLIENT_ID ?? null,
    xClientSecret: values.X_CLIENT_SECRET ?? null,
    unconfirmed: WORDS.filter((word) => !confirmed.includes(word)).flatMap(
      (word) => CONFIRMATIONS[word] ?? [],
    ),
  };
}

/** One sentence for each half that is set without what it needs. */
export function missingForGoingLive(given: Partial<Record<string, string>>): string[] {
  return given['X_CLIENT_SECRET'] && !given['X_CLIENT_ID']
    ? ['X_CLIENT_ID is needed with X_CLIENT_SECRET.']
    : [];
}

/** Where X asks the person; X's own addresses for this are not its API's. */
const X_AUTHORIZE = 'https://x.com/i/oauth2/authorize';
/** Where people come back to; it has to be registered with X in exactly this form. */
export const X_CALLBACK_PATH = '/connect/x/callback';

/**
 * How this installation connects accounts. In: `origin` is where people reach it. With a stand-in for X every call stays on this machine, so
 * nothing needs to be confirmed; without one, people must come over HTTPS, because access passes through the address.
 */
export function connectSettings(
  env: { goingLive: GoingLive; xApiBaseUrl: string | null; publicUrl: string | null },
  origin: string,
): ConnectSettings {
  const { goingLive, xApiBaseUrl, publicUrl } = env;
  const reachable = publicUrl?.startsWith('https://') === true;
  const lacking: InstallationBarrier[] = reachable ? [] : ['public_address_missing'];
  return {
    xClientId: goingLive.xClientId,
    xAuthorizeUrl: xApiBaseUrl ? `${xApiBaseUrl}/i/oauth2/authorize` : X_AUTHORIZE,
    xRedirectUri: `${publicUrl ?? origin}${X_CALLBACK_PATH}`,
    standIn: xApiBaseUrl !== null,
    barriers: xApiBaseUrl ? [] : [...lacking, ...goingLive.unconfirmed],
  };
}
