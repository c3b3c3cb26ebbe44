// What happened to an account as sentences, oldest first: who did it, when, and the number of the record behind it.
import type { AccountEntry, AccountEvent } from '#app/domain/accounts/account-history.ts';
import { tryWords } from './connection-words.ts';
import type { StoryLine } from './story.ts';
import { whenWords } from './when.ts';

interface Said {
  /** after a person's name */
  did: string;
  /** by itself, where nobody did it */
  was: string;
  stopped?: boolean;
}
const said = (did: string, was: string, stopped = false): Said => ({ did, was, stopped });

type Sentences = {
  [Type in AccountEvent['type']]: (
    event: Extract<AccountEvent, { type: Type }>,
    platform: string,
  ) => Said | null;
};

const SENTENCES: Sentences = {
  'account.registered': () => said('put it into the register.', 'It was put into the register.'),
  'account.approved': () => said('approved the account.', 'The account was approved.'),
  'account.declined': () => said('did not approve the account.', 'The account was not approved.', true),
  'account.closed': () => said('closed it for posts.', 'It was closed for posts.', true),
  'account.connection_asked': ({ kind, standsOn }) =>
    standsOn
      ? said('began to connect it again.', 'Somebody began to connect it again.')
      : kind === 'by_hand'
        ? said('asked for approval.', 'Approval was asked for.')
        : said('asked for approval of a connection.', 'Approval of a connection was asked for.'),
  'account.connection_approved': () =>
    said('approved what was asked for.', 'What was asked for was approved.'),
  'account.connection_declined': () =>
    said('turned down what was asked for.', 'What was asked for was turned down.', true),
  'account.connection_started': (_, platform) =>
    said(`went on to ${platform} to allow it.`, `Somebody went on to ${platform} to allow it.`),
  // Coming back is the second half of going there.
  'account.connection_returned': () => null,
  'account.connected': (_, platform) =>
    said(`connected it to ${platform}.`, `It was connected to ${platform}.`),
  'account.connection_ended': ({ outcome }) =>
    outcome === 'lapsed'
      ? said('let a request lapse.', 'A request ran out before anybody used it.', true)
      : said(
          `could not connect it. ${tryWords(outcome).sentence}`,
          `It could not be connected. ${tryWords(outcome).sentence}`,
          true,
        ),
  'account.access_renewed': () =>
    said('renewed its access.', 'Its access was renewed. That happens many times a day; this was the last.'),
  'account.reconnect_needed': (_, platform) =>
    said(
      `found that ${platform} no longer lets us use it.`,
      `${platform} no longer let us use it. It has to be connected again.`,
      true,
    ),
  'account.disconnected': () => said('disconnected it.', 'It was disconnected.', true),
  'account.access_revoked': ({ outcome }, platform) =>
    outcome === 'revoked'
      ? said(`ended our access on ${platform} too.`, `${platform} was told, and has ended our access.`)
      : said(
          `could not tell ${platform}.`,
          `${platform} could not be told. End Gatepost’s access in the account’s own settings there.`,
          true,
        ),
};

/** One press approves an account and what was asked for it, or turns both down. */
const isSaidAlready = (event: AccountEvent, before: AccountEntry | undefined, at: Date): boolean =>
  before?.at.getTime() === at.getTime() &&
  ((event.type === 'account.connection_approved' && before.event.type === 'account.approved') ||
    (event.type === 'account.connection_declined' && before.event.type === 'account.declined'));

/** Lines for the page; an event that is only half of another has none. */
export function accountStory(
  history: readonly AccountEntry[],
  reader: { zone: string; at: Date; userId: string; platform: string },
): StoryLine[] {
  return history.flatMap(({ seq, at, by, event }, index) => {
    if (isSaidAlready(event, history[index - 1], at)) return [];
    const sentence = (SENTENCES[event.type] as (of: AccountEvent, platform: string) => Said | null)(
      event,
      reader.platform,
    );
    if (!sentence) return [];
    const { iso, text } = whenWords(at, reader.zone, reader.at);
    return {
      id: String(seq),
      when: { iso, text },
      who: by && { name: by.name ?? 'Somebody', you: by.id === reader.userId },
      says: by ? sentence.did : sentence.was,
      stopped: sentence.stopped ?? false,
      detail: null,
      record: { from: seq, to: seq, fingerprint: null },
    };
  });
}
