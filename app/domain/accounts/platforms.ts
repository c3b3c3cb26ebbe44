// The platforms on which a school has accounts, and how a post gets onto each: by a call of ours, or by the hand of a person who is
// named. A platform moves from one to the other here and nowhere else.

export const PLATFORMS = ['x', 'bluesky', 'facebook', 'instagram', 'threads', 'linkedin', 'other'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Platforms that Gatepost itself publishes to. */
export const CONNECTED_PLATFORMS = ['x', 'bluesky'] as const satisfies readonly Platform[];
export type ConnectedPlatform = (typeof CONNECTED_PLATFORMS)[number];

/** Whether posts reach this platform by a call of ours; otherwise a named person publishes them by hand. */
export const isConnected = (platform: Platform): platform is ConnectedPlatform =>
  (CONNECTED_PLATFORMS as readonly Platform[]).includes(platform);
