// What a connection may be asked for and when one may be made: rights asked of each platform, how long each step lives, and what stands in the
// way in this installation and this school. Pure.
import { isConnected, type Platform } from './platforms.ts';

export const CONNECTION_KINDS = ['oauth2_user', 'oauth1_user', 'bluesky_session', 'by_hand'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

/** What X calls the rights that posting, photos and staying connected need; without `media.write` no photo goes up. */
export const X_SCOPES = ['tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access'] as const;

/** The way in which a new account of this platform is connected. */
export function kindFor(platform: Platform): ConnectionKind {
  if (platform === 'x') return 'oauth2_user';
  return platform === 'bluesky' ? 'bluesky_session' : 'by_hand';
}

/** The rights that are asked for, by the platform's own names; an app password on Bluesky has no parts. */
export const scopesFor = (platform: Platform): readonly string[] => (platform === 'x' ? X_SCOPES : []);

/** Whether what was granted is enough to publish with photos. */
export const lacksRights = (platform: Platform, granted: readonly string[]): boolean =>
  scopesFor(platform).some((scope) => !granted.includes(scope));

/** Whether the right to stay connected was asked for, and nothing came to renew the access with: it would end within hours. */
export const cannotLast = (platform: Platform, refresh: string | null): boolean =>
  scopesFor(platform).includes('offline.access') && !refresh;

const DAY_MS = 86_400_000;
/** A request that nobody answered is over after a month, an approval that nobody used after two weeks, in ms. */
export const ASKED_LIVES_MS = 30 * DAY_MS;
export const APPROVED_LIVES_MS = 14 * DAY_MS;
/** One try, from leaving for the platform to the end. */
export const TRY_LIVES_MS = 10 * 60_000;

/** What this installation still lacks before any real account may be connected; a person at the machine has to put it right. */
export type InstallationBarrier =
  | 'registration_missing'
  | 'public_address_missing'
  | 'second_factor_unconfirmed'
  | 'backups_unconfirmed'
  | 'assessment_unconfirmed';

/** How this installation connects accounts: read from its settings, the same for every school. */
export interface ConnectSettings {
  /** how X knows this installation; null = X was never told of it */
  xClientId: string | null;
  /** where X asks the person, and where it sends them back to */
  xAuthorizeUrl: string;
  xRedirectUri: string;
  /** everything goes to a stand-in for X on this machine, and nothing can leave */
  standIn: boolean;
  barriers: readonly InstallationBarrier[];
}

export type ConnectBarrier = InstallationBarrier | 'practice' | 'by_hand' | 'account_closed';

/**
 * What stands in the way of connecting this account at all; null when nothing does. A practice trust never connects a real account
 * (its accounts live on the practice platform), and its accounts never become real.
 */
export function connectBarrier(
  account: { platform: Platform; practice: boolean; closesAt: Date | null },
  trust: { practice: boolean },
  settings: Pick<ConnectSettings, 'barriers' | 'xClientId'>,
  at: Date,
): ConnectBarrier | null {
  if (!isConnected(account.platform)) return 'by_hand';
  if (trust.practice || account.practice) return 'practice';
  if (account.closesAt && account.closesAt <= at) return 'account_closed';
  if (account.platform === 'x' && !settings.xClientId) return 'registration_missing';
  return settings.barriers[0] ?? null;
}

/** How a try ended short of a connection. After most of them the same approval may be used again. */
export type TryOutcome =
  | 'took_too_long'
  | 'refused_there'
  | 'not_granted'
  | 'other_account'
  | 'rights_missing'
  | 'no_answer'
  | 'connected_elsewhere'
  | 'not_allowed_here'
  | 'keys_changed';

/** Nothing that the same person could do better next time: the request is over. */
export const isFinal = (outcome: TryOutcome): boolean =>
  outcome === 'connected_elsewhere' || outcome === 'not_allowed_here';

/** Handles are the same in capitals, and people type the @. */
export const sameHandle = (a: string, b: string): boolean => tidyHandle(a) === tidyHandle(b);
const tidyHandle = (handle: string): string => handle.trim().replace(/^@/, '').toLowerCase();

/** Whether this could be the name of an account there. */
export function isHandle(platform: Platform, handle: string): boolean {
  if (platform === 'x') return /^[A-Za-z0-9_]{1,15}$/.test(handle);
  if (platform === 'bluesky')
    return (
      handle.length <= 253 &&
      /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(handle)
    );
  return /^[^\s\p{C}]([^\p{C}]{0,58}[^\s\p{C}])?$/u.test(handle);
}
