// A post's page put together: where it stands, what it says, who is in it, what this reader may do, and its story.
import type { Person } from '#app/domain/actor.ts';
import { goesByHand } from '#app/domain/hand-overs/hand-over-rules.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { may } from '#app/domain/permissions.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import type { PostPageFacts } from '#app/domain/posts/read-post-page.ts';
import { LOOKS_NEEDED } from '#app/domain/posts/settle-unknown.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { byHandDoor } from './by-hand-standing.ts';
import { type CorrectionNotes, correctionNotes } from './corrections.ts';
import { deletingSteps } from './hand-over-words.ts';
import { isGone, liveTrouble } from './live-standing.ts';
import { type LetStand, letStandOf } from './let-stand.ts';
import { type ContentView, contentView, overWords } from './post-content.ts';
import { titleOf } from './post-list.ts';
import { type OfferPlaces, offerPlaces } from './post-offers.ts';
import { type RepostsDoor, repostsDoor } from './reposts.ts';
import { furtherHolds, type Standing, standingOf } from './post-standing.ts';
import { type StoryLine, storyOf } from './story.ts';
import { type Clock, clockOf } from './takedown-clock.ts';
import { fullDateWords, type When, whenWords } from './when.ts';
import { accountLine, inSentence, pageThere, shownHandle } from './platform-words.ts';
import { type TogetherView, togetherView } from './together.ts';

export interface PostPageView {
  /** `/s/<school>` and `/s/<school>/posts/<id>` */
  base: string;
  here: string;
  title: string;
  over: string;
  standing: Standing;
  /** further reasons for which it is held */
  further: { sentence: string; todo: string }[];
  content: ContentView;
  about: { label: string; text: string }[];
  offers: OfferPlaces;
  /** ids of the holds that letting it go on would close */
  holdIds: string[];
  /** an approval stands that opening the post would end */
  approved: boolean;
  /** where the post, or its account, can be seen */
  onPlatform: { to: string; practice: boolean; live: boolean } | null;
  /** what reading it back from the platform found wrong */
  trouble: string | null;
  /** the clock of the takedown that has not ended */
  clock: Clock | null;
  /** where this reader can say why it was taken down, while nobody has */
  sayWhy: string | null;
  /** where who keeps the record of breaches opens one */
  recordTo: string | null;
  /** until when it stays live, and whether this reader may change that */
  stays: { text: string; lastDay: string; mayChange: boolean } | null;
  /** when it went out, for whoever looks for it by hand */
  published: When | null;
  /** how far the search for a post that may be live has come */
  search: {
    sent: When | null;
    looks: number;
    needed: number;
    last: When | null;
  } | null;
  /** for a post that a person publishes: the page on which they do, and what to press to get there */
  byHand: { to: string; label: string; urgent: boolean } | null;
  /** how it is deleted there by hand, once it is open */
  deleting: string[] | null;
  handle: string;
  /** as a sentence names it */
  platformName: string;
  letStand: LetStand[];
  /** the accounts it goes to, when there are several */
  together: TogetherView | null;
  /** its reposts by other accounts of the school; null where there are none and can be none */
  reposts: RepostsDoor | null;
  /** where a draft that puts it right is started; null: not here, or not by this person */
  correctTo: string | null;
  corrections: CorrectionNotes;
  story: StoryLine[];
}

export function postPageView(page: PostPageFacts, school: OwnSchool, person: Person): PostPageView {
  const { facts } = page;
  const { post, account, delivery, at } = facts;
  const base = `/s/${school.slug}`;
  const content = contentOf(facts);
  return {
    base,
    here: `${base}/posts/${post.id}`,
    title: titleOf({ words: content.words, photoCount: content.photos.length }),
    over: overWords(facts, content.subject),
    standing: standingOf(page),
    further: furtherHolds(page),
    content: contentView(facts, page.people, base),
    about: aboutLines(page),
    offers: offerPlaces(page),
    holdIds: facts.openHolds.map(({ id }) => id),
    approved: facts.review?.decision === 'approved',
    onPlatform: onPlatform(page),
    trouble: liveTrouble(page),
    clock: clockOfPost(page, person),
    recordTo: page.mayRecordBreach ? `${base}/posts/${post.id}/why` : null,
    sayWhy: page.mayExplain ? `${base}/posts/${post.id}/why` : null,
    stays: staysOf(page, person),
    published: delivery?.publishedAt ? whenWords(delivery.publishedAt, school.zone, at) : null,
    search: searchOf(page),
    byHand: byHandDoor(page, person, `${base}/posts/${post.id}/hand-over`),
    deleting: goesByHand(facts) ? deletingSteps(account.platform) : null,
    handle: shownHandle(account),
    platformName: inSentence(account.platform),
    together: togetherView(page.together, post.id, { base, zone: school.zone, now: at }),
    reposts: repostsDoor(page.reposts, person, facts, `${base}/posts/${post.id}/reposts`),
    correctTo: page.mayCorrect && !page.corrections.by ? `${base}/posts/${post.id}/correct` : null,
    corrections: correctionNotes(page.corrections, { base, zone: school.zone, now: at }),
    letStand: letStandOf(facts, page.answers, { zone: school.zone, now: at }),
    story: storyOf(page.history, {
      zone: school.zone,
      now: at,
      userId: person.userId,
      platform: account.platform,
    }),
  };
}

function clockOfPost({ takedown, staff, facts }: PostPageFacts, person: Person): Clock | null {
  if (!takedown || facts.post.status === 'unknown' || facts.post.status === 'publishing') return null;
  const ownerName = (takedown.ownerId && staff.get(takedown.ownerId)) ?? null;
  return clockOf({ ...takedown, ownerName }, facts.school.zone, facts.at, person.userId);
}

function staysOf({ facts, takedown }: PostPageFacts, person: Person): PostPageView['stays'] {
  const { post, school, at } = facts;
  if (post.status !== 'published' || !post.removeBy || takedown) return null;
  const last = new Date(post.removeBy.getTime() - 1);
  return {
    text: fullDateWords(last, school.zone),
    lastDay: dateInSchool(last, school.zone),
    mayChange: may(person, 'post.schedule', school.id, at),
  };
}

function aboutLines({ facts, staff }: PostPageFacts): PostPageView['about'] {
  const { post, account, review, editors, school, at } = facts;
  const name = (id: string | null): string => (id && staff.get(id)) || 'somebody who has left';
  const when = (moment: Date) => whenWords(moment, school.zone, at);
  const others = editors.filter((id) => id !== post.authorId).map(name);
  const until = when(post.windowUntil);
  const lines = [
    {
      label: 'Account',
      text: accountLine(account),
    },
    { label: 'May go out', text: `from ${when(post.windowFrom).short} to ${until.text}` },
    { label: 'Written by', text: name(post.authorId) },
  ];
  if (others.length > 0) lines.push({ label: 'Changed by', text: others.join(', ') });
  if (review?.decision === 'approved')
    lines.push({
      label: 'Approved by',
      text: `${name(review.decidedBy)}, ${when(review.decidedAt).text}${review.delegationId ? ', acting for the headteacher' : ''}`,
    });
  if (post.dueAt)
    lines.push({
      label: post.status === 'held' ? 'Was to go out' : post.dueAt > at ? 'Goes out' : 'Was due',
      text: when(post.dueAt).text,
    });
  return lines;
}

const SHOWN_ON_PLATFORM = ['published', 'unknown', 'takedown_requested', 'takedown_failed'];

/** The very post where its id is known, else the account's timeline. */
function onPlatform({ facts }: PostPageFacts): PostPageView['onPlatform'] {
  const { post, account, delivery } = facts;
  if (!SHOWN_ON_PLATFORM.includes(post.status)) return null;
  const id = isGone(facts) ? null : (delivery?.platformId ?? null);
  const practice = account.practice && !goesByHand(facts);
  const there = practice ? `/sandbox${id ? `#post-${id}` : ''}` : pageThere(account, id);
  return there === null ? null : { to: there, practice, live: id !== null };
}

function searchOf({ facts }: PostPageFacts): PostPageView['search'] {
  const { post, delivery, school, at } = facts;
  if (post.status !== 'unknown' || !delivery || delivery.kind === 'by_hand') return null;
  const when = (moment: Date | null) => moment && whenWords(moment, school.zone, at);
  return {
    sent: when(delivery.sentAt),
    looks: delivery.looks,
    needed: LOOKS_NEEDED,
    last: when(delivery.lastLookAt),
  };
}
