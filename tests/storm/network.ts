// What a storm needs of a platform that it breaks over: somewhere to post through bad weather, and a true view of what is out.
import type { ConnectedPlatform } from '#app/domain/accounts/platforms.ts';
import type { DraftPlan, World } from '#tests/support/world.ts';
import type { WeatherCount } from './weather.ts';

/** A post as the platform itself holds it, whatever the weather. */
export interface Shown {
  id: string;
  words: string;
  altTexts: (string | null)[];
}

export interface StormNetwork {
  platform: ConnectedPlatform;
  /** where the workers reach it: through the weather */
  url: string;
  /** for which account the posts are, and who is in their photos */
  draft: DraftPlan;
  count: Readonly<WeatherCount>;
  /** everything that is out, once nothing is on its way any more */
  shown(): Promise<Shown[]>;
  /** how often the account's access was renewed so far */
  renewals(): Promise<number>;
  close(): Promise<void>;
}

/** Opens one for the world's school. `now` is the storm's time, from before it begins. */
export type OpenNetwork = (of: {
  world: World;
  draw: () => number;
  now: () => Date;
}) => Promise<StormNetwork>;
