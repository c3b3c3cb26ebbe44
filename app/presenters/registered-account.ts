// One account of the register in words: who answers for it, how it is connected, what was asked, and the one thing this reader can do now.
import { isConnected } from '#app/domain/accounts/platforms.ts';
import type { RegisteredDetail } from '#app/domain/accounts/read-registered.ts';
import { accountUse } from './account-use.ts';
import { BARRIER_WORDS, rightsWords, tryWords } from './connection-words.ts';
import { PLATFORM_NAMES, shownHandle } from './platform-words.ts';
import type { NoticeKind } from '#app/components/notice.tsx';
import type { RefusalWords } from './refusals/refusal-words.ts';
import { refusalWords } from './refusals.ts';
import { dayWords, whenWords } from './when.ts';

/** What the page offers as its one main action. */
export type AccountStep =
  | { do: 'decide'; connectionId: string; handle: string; scopes: string; asksFor: string }
  | { do: 'visit'; connectionId: string }
  | { do: 'password'; connectionId: string }
  | { do: 'ask'; label: string }
  | { do: 'nothing' };

export interface AccountPage {
  title: string;
  over: string;
  facts: { label: string; text: string }[];
  /** how it stands with the connection, in one box */
  standing: { box: NoticeKind; title: string; text: string };
  /** facts of a connection that was made */
  connection: { label: string; text: string }[];
  /** calls of this month, their cost and what is left; null where Gatepost makes none */
  use: ReturnType<typeof accountUse>;
  /** what the connection lets, or would let, Gatepost do, with the words above it */
  rights: string[];
  rightsTitle: string;
  step: AccountStep;
  /** why this reader cannot take the step that is next */
  refusal: RefusalWords | null;
  /** how the last try ended */
  lastTry: RefusalWords | null;
  /** the worker is asking the platform at this moment */
  asking: boolean;
  platform: string;
  handle: string;
  mayDisconnect: boolean;
  mayClose: boolean;
}

interface Input {
  detail: RegisteredDetail;
  school: { name: string; zone: string };
  at: Date;
}

export function accountPage({ detail, school, at }: Input): AccountPage {
  const { account, request, connection } = detail;
  const platform = PLATFORM_NAMES[account.platform];
  const scopes = request?.scopes ?? connection?.scopes ?? [];
  const byHand = !isConnected(account.platform);
  return {
    title: shownHandle(account),
    over: `${account.practice ? `${platform}, for practice` : platform} · ${school.name}`,
    facts: factsOf(detail, school.zone, at),
    standing: standingOf(detail, platform, school.zone, at),
    connection:
      connection?.status === 'connected' && !account.practice ? linesOf(connection, school.zone, at) : [],
    use: accountUse(detail, school.zone, at),
    rightsTitle:
      connection?.status === 'connected' ? 'What Gatepost can do on it' : 'What Gatepost could do on it',
    rights: byHand ? [] : rightsWords(account.platform, scopes),
    ...stepOf(detail),
    lastTry: request?.lastOutcome ? tryWords(request.lastOutcome) : null,
    asking: request !== null && ['returned', 'exchanging', 'granted'].includes(request.state),
    platform,
    handle: shownHandle(account),
    mayDisconnect:
      detail.may.disconnect &&
      !account.practice &&
      connection !== null &&
      connection.status !== 'disconnected',
    mayClose:
      detail.may.approve && account.kind !== 'trip' && account.approvedAt !== null && !closed(detail, at),
  };
}

const closed = ({ account }: RegisteredDetail, at: Date): boolean =>
  account.closesAt !== null && account.closesAt <= at;

function factsOf(detail: RegisteredDetail, zone: string, at: Date): AccountPage['facts'] {
  const { account, ownerName, approverName } = detail;
  const approved = account.approvedAt
    ? [approverName, dayWords(account.approvedAt, zone, at)].filter(Boolean).join(', ')
    : 'Not yet';
  return [
    { label: 'Its name', text: account.displayName },
    { label: 'For', text: account.purpose },
    { label: 'Read by', text: account.audience },
    { label: 'Answers for it', text: ownerName },
    { label: 'Approved', text: approved },
  ];
}

function standingOf(
  detail: RegisteredDetail,
  platform: string,
  zone: string,
  at: Date,
): AccountPage['standing'] {
  const { account, connection, request } = detail;
  const box = (kind: NoticeKind, title: string, text: string) => ({ box: kind, title, text });
  if (closed(detail, at)) return box('stopped', 'Closed for posts.', 'Nothing goes out on it any more.');
  if (request?.state === 'asked')
    return box(
      detail.may.approve && !request.decisionBar ? 'needs-you' : 'info',
      `${request.askedByName} asked for it ${dayWords(request.askedAt, zone, at)}.`,
      'Nothing goes out on it before the headteacher, or the trust’s administrator, has approved it.',
    );
  if (!account.approvedAt)
    return detail.declined
      ? box('stopped', 'It was not approved.', 'Nothing goes out on it.')
      : box(
          'stopped',
          'It is not approved.',
          'Nothing goes out on it before the headteacher has approved it.',
        );
  if (!isConnected(account.platform))
    return box(
      'done',
      'Approved. Posts go onto it by hand.',
      `Gatepost cannot post on ${platform} itself. A post for it is handed to a named person when its time comes.${
        account.practice ? ' This one is for practice: nobody is to publish anything for real.' : ''
      }`,
    );
  if (account.practice && account.platform !== 'x')
    return box(
      'info',
      `There is no practice ${platform}.`,
      'Its entry can be looked at, as it would stand for a real account. Nothing can be sent on it.',
    );
  if (account.practice)
    return box(
      'done',
      'Open for practice.',
      'What goes out on it is seen on the practice timeline of this machine, and nowhere else.',
    );
  if (connection?.status === 'connected' && connection.silent)
    return box(
      'needs-you',
      `Connected, but ${platform} did not answer when we last asked.`,
      'Nothing is lost. It is tried again every few minutes, and nobody is disconnected for it.',
    );
  if (connection?.status === 'connected')
    return box('done', `Connected to ${platform}.`, 'Posts that the headteacher approved can go out on it.');
  if (connection?.status === 'reconnect_needed')
    return box(
      'stopped',
      `${platform} no longer lets us use it.`,
      'It has to be connected again. Until then nothing goes out, and a live post has to be deleted by hand.',
    );
  if (connection?.status === 'disconnected')
    return box(
      'stopped',
      'Disconnected.',
      'Somebody at school ended the connection. Nothing goes out on it.',
    );
  return box(
    'needs-you',
    'Approved, and not connected yet.',
    'Nothing can go out on it before it is connected.',
  );
}

function linesOf(
  { since, approvedByName, lastOkAt }: NonNullable<RegisteredDetail['connection']>,
  zone: string,
  at: Date,
): AccountPage['connection'] {
  return [
    ...(since ? [{ label: 'Connected', text: dayWords(since, zone, at) }] : []),
    ...(approvedByName ? [{ label: 'Approved by', text: approvedByName }] : []),
    ...(lastOkAt ? [{ label: 'Last proved good', text: whenWords(lastOkAt, zone, at).text }] : []),
    {
      label: 'Until',
      text: 'Somebody ends it, here or on the platform. Gatepost renews its access by itself.',
    },
  ];
}

/** The one thing to do next, and why this reader cannot where they cannot. */
function stepOf(detail: RegisteredDetail): Pick<AccountPage, 'step' | 'refusal'> {
  const { account, request, connection, may, barrier } = detail;
  const nothing = (refusal: RefusalWords | null = null) => ({ step: { do: 'nothing' } as const, refusal });
  if (request?.state === 'asked') {
    if (!may.approve) return nothing();
    if (request.decisionBar) return nothing(refusalWords(request.decisionBar));
    const asksFor = isConnected(account.platform) && !account.practice ? 'connection' : 'account';
    const scopes = request.scopes.join(' ');
    return {
      step: { do: 'decide', connectionId: request.id, handle: account.handle, scopes, asksFor },
      refusal: null,
    };
  }
  if (!may.connect || barrier === 'practice' || barrier === 'account_closed') return nothing();
  if (request?.state === 'approved' || request?.state === 'started') {
    if (barrier) return nothing(BARRIER_WORDS[barrier]);
    if (request.startBar) return nothing(refusalWords(request.startBar));
    const connectionId = request.id;
    return {
      step: { do: account.platform === 'bluesky' ? 'password' : 'visit', connectionId },
      refusal: null,
    };
  }
  if (request) return nothing();
  const idle = barrier === 'by_hand' ? account.approvedAt !== null : connection?.status === 'connected';
  if (idle) return nothing();
  const label = connection?.status === 'reconnect_needed' ? 'Connect it again' : 'Ask for approval';
  return { step: { do: 'ask', label }, refusal: null };
}
