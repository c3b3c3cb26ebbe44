// State and PKCE verifier for one visit to a platform (RFC 6749 §10.12, RFC 7636 §4), in a few lines of our own: the pages' side must not
// contain a platform's client library.
import { createHash, randomBytes } from 'node:crypto';
import type { VisitKeeper } from '#app/domain/ports/visit-secrets.ts';

const fresh = (): string => randomBytes(32).toString('base64url');

export const visitSecrets: VisitKeeper = {
  make() {
    const codeVerifier = fresh();
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    return { state: fresh(), codeVerifier, codeChallenge };
  },
  // The session is part of it: what comes back in another browser is nobody's.
  digest: (state, sessionId) => createHash('sha256').update(`${sessionId}\n${state}`).digest('hex'),
};
