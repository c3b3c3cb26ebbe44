// The door to the school's mail server. One letter goes to one address; what comes back says whether it was taken, may be tried
// again, or never will be.

export interface Letter {
  /** one address */
  to: string;
  subject: string;
  text: string;
  /** the same in simple HTML; plain text alone when it is absent */
  html?: string;
  /** `<…@…>`, the same for every try of one letter, so that a server that has it can tell; one of its own when absent */
  messageId?: string;
}

/**
 * - `taken`: the server has accepted it, and it is now its business.
 * - `later`: busy, greylisted, out of reach, or our own settings are wrong; nothing is known against the address. `inDoubt`: the line
 *   broke after the whole letter was handed over and before the answer, so it may have been taken.
 * - `refused`: the server will not take it. `no_such_address`: it said that there is no such mailbox, now or ever. `not_taken`: it would
 *   not have this letter, or would not have it from us; nothing is known against the address.
 */
export type MailOutcome =
  | { outcome: 'taken' }
  | { outcome: 'later'; code: 'busy' | 'unreachable' | 'settings'; inDoubt?: true }
  | { outcome: 'refused'; code: 'no_such_address' | 'not_taken' };

export interface Mailer {
  /** Never throws: what went wrong is in the outcome. No address and no word of a letter is ever logged. */
  send(letter: Letter): Promise<MailOutcome>;
  /** Speaks to the server, and signs in where the settings say so, without sending anything. Never throws. */
  health(): Promise<{ ok: boolean; detail: string }>;
  close(): Promise<void>;
}

/** How letters leave: by which server, and where the links in them lead. */
export interface Post {
  mailer: Mailer;
  /** where people reach this installation, e.g. `https://posts.school.example` */
  origin: string;
}
