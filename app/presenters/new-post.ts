// What a new post can be about, and the accounts it can go out on: only those that are open.
import type { RegisteredAccount } from '#app/domain/accounts/list-accounts.ts';
import { isConnected } from '#app/domain/accounts/platforms.ts';
import { earliestForTrip } from '#app/domain/trips/trip-posts.ts';
import type { ListedTrip } from '#app/domain/school/list-trips.ts';
import { inSentence, shownHandle } from './platform-words.ts';
import { purposeChoices } from './purposes.ts';
import { whenWords } from './when.ts';

interface Choice {
  value: string;
  label: string;
  hint?: string;
}

export interface NewPostPage {
  trips: Choice[];
  purposes: Choice[];
  accounts: Choice[];
}

export function newPostPage(
  accounts: readonly RegisteredAccount[],
  trips: readonly ListedTrip[],
  zone: string,
  now: Date,
): NewPostPage {
  return {
    trips: trips.map((trip) => {
      const free = earliestForTrip(trip, now, zone);
      const why =
        trip.postsWhileAway === 'after_return' ? 'once everyone is back' : 'without a word of where you are';
      return {
        value: trip.id,
        label: trip.name,
        hint:
          free > now
            ? `You can write already. It goes out from ${whenWords(free, zone, now).text}, ${why}.`
            : `Back since ${whenWords(trip.endsAt, zone, now).text}.`,
      };
    }),
    purposes: purposeChoices(),
    accounts: accounts
      .filter(({ open }) => open)
      // The first is chosen already: one that Gatepost posts to, before those that need a person's hand.
      .sort((a, b) => Number(isConnected(b.platform)) - Number(isConnected(a.platform)))
      .map((account) => ({ value: account.id, label: accountLabel(account) })),
  };
}

/** "Ashwick Lane Primary (@AshwickLanePri)", "Ashwick Lane Primary, on Facebook by hand". */
function accountLabel({ platform, displayName, kind, ...account }: RegisteredAccount): string {
  const handle = shownHandle({ platform, ...account });
  const named = handle === displayName ? displayName : `${displayName} (${handle})`;
  const where = isConnected(platform) ? named : `${named}, on ${inSentence(platform)} by hand`;
  return kind === 'department' ? `${where}, for teaching only` : where;
}
