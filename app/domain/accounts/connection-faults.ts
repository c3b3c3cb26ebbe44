// Whether an account's connection is good for a post: that it stands, and that photos may be sent over it. Pure.
import { isConnected, type Platform } from './platforms.ts';

/** How an account is connected, as far as a post cares. */
export interface AccountConnection {
  status: 'connected' | 'reconnect_needed' | 'disconnected';
  kind: 'oauth2_user' | 'oauth1_user' | 'bluesky_session';
  /** rights granted, by the platform's own names */
  scopes: readonly string[];
}

export type ConnectionFault = 'account_not_connected' | 'photos_need_right';

/** X takes photos only from a connection with this right; one that was made without it has to be made again. */
const PHOTO_RIGHT = 'media.write';

/** Photos cannot be sent over this connection. Kinds without parts have every right. */
export const lacksPhotoRight = (connection: AccountConnection): boolean =>
  connection.kind === 'oauth2_user' && !connection.scopes.includes(PHOTO_RIGHT);

/** What stands in the way of a post with so many photos; null when nothing does. Posts by hand need no connection. */
export function connectionFault(
  account: { platform: Platform; connection: AccountConnection | null },
  photos: number,
): ConnectionFault | null {
  if (!isConnected(account.platform)) return null;
  if (account.connection?.status !== 'connected') return 'account_not_connected';
  return photos > 0 && lacksPhotoRight(account.connection) ? 'photos_need_right' : null;
}
