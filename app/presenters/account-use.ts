// What an account has cost this month and what is left of its rates, in words, for its page in the register.
import { isConnected } from '#app/domain/accounts/platforms.ts';
import type { RegisteredDetail } from '#app/domain/accounts/read-registered.ts';
import { PLATFORM_NAMES } from './platform-words.ts';
import { whenWords } from './when.ts';

type Line = { label: string; text: string };
type Call = RegisteredDetail['use']['calls'][number]['call'];

const CALLS: Readonly<Record<Call, (count: number) => string>> = {
  create: (count) => some(count, 'post sent', 'posts sent'),
  upload: (count) => some(count, 'photo uploaded', 'photos uploaded'),
  read: (count) => some(count, 'look at a live post', 'looks at live posts'),
  look: (count) => some(count, 'search for a post', 'searches for a post'),
  remove: (count) => some(count, 'deletion', 'deletions'),
  connect: (count) => some(count, 'question about access', 'questions about access'),
};
const ORDER = Object.keys(CALLS) as Call[];

const some = (count: number, one: string, several: string): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`;

/** By UTC, as platforms bill. */
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });

/** US dollars to the tenth of a cent, rounded up: nobody's bill is higher than what was said here. */
export const dollars = (micro: number): string => {
  const tenths = Math.ceil(micro / 1_000);
  return `US$${(tenths / 1_000).toFixed(tenths % 10 === 0 ? 2 : 3)}`;
};

/** Null for an account that Gatepost does not call: posts go onto it by hand. */
export function accountUse(
  { account, use }: RegisteredDetail,
  zone: string,
  at: Date,
): { title: string; lines: Line[] } | null {
  if (!isConnected(account.platform)) return null;
  const platform = PLATFORM_NAMES[account.platform];
  const made = ORDER.flatMap((call) => {
    const count = use.calls.find((row) => row.call === call)?.count ?? 0;
    return count > 0 ? [CALLS[call](count)] : [];
  });
  const cost = use.calls.reduce((sum, row) => sum + row.microDollars, 0);
  const costs =
    account.platform !== 'x'
      ? `Nothing: ${platform} does not charge for them.`
      : account.practice
        ? `Nothing: this account is for practice.${cost > 0 ? ` For a real one, ${platform} would charge about ${dollars(cost)}.` : ''}`
        : `About ${dollars(cost)}, by ${platform}’s price list. What counts is ${platform}’s own bill.`;
  return {
    title: `Calls to ${platform} in ${MONTH.format(at)}`,
    lines: [
      { label: 'Made', text: made.join(', ') || 'None yet' },
      { label: 'Cost', text: costs },
      { label: 'Left', text: left(use.pace, platform, zone, at) },
    ],
  };
}

function left(pace: RegisteredDetail['use']['pace'], platform: string, zone: string, at: Date): string {
  const until = (moment: Date) => whenWords(moment, zone, at).text;
  if (pace?.blockedUntil && pace.blockedUntil > at)
    return pace.blockCode === 'no_credit'
      ? `Nothing: the credit with ${platform} is used up. It is tried again ${until(pace.blockedUntil)}.`
      : `Nothing until ${until(pace.blockedUntil)}: ${platform} asked us to wait.`;
  const counts = [
    { left: pace?.postsLeft, resetAt: pace?.postsResetAt },
    { left: pace?.dayLeft, resetAt: pace?.dayResetAt },
  ].flatMap(({ left: count, resetAt }) =>
    typeof count === 'number' && resetAt && resetAt > at
      ? [`${some(count, 'more post', 'more posts')} until ${until(resetAt)}`]
      : [],
  );
  return counts.join('; ') || `${platform} has not told us of a limit that still stands.`;
}
