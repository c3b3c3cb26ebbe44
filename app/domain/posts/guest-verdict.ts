// Whether children from elsewhere may be shown: what was released in writing for this account, this event and these days,
// for at most so many children in one photo.

export interface GuestRelease {
  accountId: string;
  /** the one event it is for; null = any */
  tripId: string | null;
  /** how many children it covers */
  children: number;
  startsAt: Date;
  endsAt: Date | null;
}

export interface GuestUse {
  accountId: string;
  tripId: string | null;
  /** how many children in the photo rest on it */
  children: number;
}

/** No release known by that id means no. */
export function guestVerdict(release: GuestRelease | undefined, use: GuestUse, at: Date): 'allow' | 'block' {
  if (!release || at < release.startsAt || (release.endsAt && release.endsAt <= at)) return 'block';
  if (release.accountId !== use.accountId) return 'block';
  if (release.tripId !== null && release.tripId !== use.tripId) return 'block';
  return use.children <= release.children ? 'allow' : 'block';
}
