// Which connector an account gets: practice accounts the practice platform on this machine, and nothing else ever; real ones their platform, where
// this installation is known to it.
import type { AccountConnector, Connectors } from '#app/domain/ports/account-connector.ts';
import { createXConnector } from './x-connector.server.ts';

export interface ConnectorPlan {
  /** origin of the practice platform, or of what stands in for it */
  practiceUrl: string;
  /** origin of a stand-in for X on this machine; null = X itself */
  xApiBaseUrl: string | null;
  x: { id: string; secret: string | null } | null;
  bluesky?: AccountConnector | null;
  now: () => Date;
}

/** The application that accounts of the practice platform belong to. */
const PRACTICE = { id: 'practice', secret: null };

/** Errors: throws for an origin that is not on this machine. */
export function accountConnectors({ practiceUrl, xApiBaseUrl, x, bluesky, now }: ConnectorPlan): Connectors {
  const practice = createXConnector({ client: PRACTICE, baseUrl: practiceUrl, now });
  const real = x && createXConnector({ client: x, baseUrl: xApiBaseUrl ?? undefined, now });
  return {
    for(account) {
      if (account.practice) return account.platform === 'x' ? practice : null;
      return account.platform === 'x' ? real : (bluesky ?? null);
    },
  };
}
