// Secrets that the web side makes for one visit to a platform: drawn at random, and kept nowhere but sealed.

export interface VisitSecrets {
  /** what the platform hands back with the person, so that no other visit can be taken for theirs */
  state: string;
  /** proves at the end that whoever asks for access also began (PKCE, RFC 7636) */
  codeVerifier: string;
  /** its S256 form, for the platform's address */
  codeChallenge: string;
}

export interface VisitKeeper {
  make(): VisitSecrets;
  /** SHA-256 of what was handed back, for the session it began in; hex */
  digest(state: string, sessionId: string): string;
}
