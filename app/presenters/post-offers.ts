// The buttons of a post's page by the place they stand in, and where one is not this person's to press, the reason in its place.
import type { Offer, OfferedMove } from '#app/domain/posts/post-offers.ts';
import type { PostPageFacts } from '#app/domain/posts/read-post-page.ts';
import { LOOKS_NEEDED, QUIET_MS } from '#app/domain/posts/settle-unknown.ts';
import { allIssueWords, type IssueWords } from './issues.ts';
import { anyOf } from './post-standing.ts';
import { refusalWords } from './refusals.ts';
import { whenWords } from './when.ts';

export interface OfferNote {
  reason: string;
  /** "Mrs Okafor can." */
  who: string | null;
  /** what the checks found, when that is the reason */
  issues: IssueWords[];
}

/** One place on the page: what may be pressed there, and why the rest may not. */
export interface OfferPlace {
  offers: Offer[];
  notes: OfferNote[];
}

export interface OfferPlaces {
  /** what carries the post on */
  next: OfferPlace;
  /** what only a person who looked at the platform can say */
  settle: OfferPlace;
  /** what opens or stops it before it is out */
  change: OfferPlace;
  down: OfferPlace;
}

const PLACES: Readonly<Record<keyof OfferPlaces, readonly Offer[]>> = {
  next: ['edit', 'review', 'place', 'release'],
  settle: ['say_not_there', 'confirm_removed'],
  change: ['reopen', 'unplace', 'hold', 'cancel'],
  down: ['take_down'],
};

const NAMES: Readonly<Record<Offer, string>> = {
  edit: 'Writing on',
  review: 'Approving it',
  place: 'Giving it a time',
  release: 'Letting it go on',
  say_not_there: 'Saying that it is not there',
  confirm_removed: 'Saying that it is gone',
  reopen: 'Changing it',
  unplace: 'Taking it out of the calendar',
  hold: 'Stopping it',
  cancel: 'Cancelling it',
  take_down: 'Taking it down',
};

/**
 * Offers by place. Refusals for the same reason are one note that names what they refuse. A post that cannot simply go on
 * has opening it for changes as its next step.
 */
export function offerPlaces(page: PostPageFacts): OfferPlaces {
  const stuck = page.offers.some(({ offer, refusal }) => offer === 'release' && refusal !== null);
  const placeOf = (offer: Offer) =>
    stuck && offer === 'reopen'
      ? 'next'
      : (Object.keys(PLACES) as (keyof OfferPlaces)[]).find((place) => PLACES[place].includes(offer));
  const noPlacing = page.offers.some(({ offer, refusal }) => offer === 'place' && refusal !== null);
  const at = (place: keyof OfferPlaces): OfferPlace => {
    const here = page.offers
      .filter(({ offer }) => placeOf(offer) === place)
      // Whoever may not place it has been told so already.
      .filter(({ offer, refusal }) => !(offer === 'unplace' && refusal && noPlacing));
    return {
      offers: here.filter(({ refusal }) => !refusal).map(({ offer }) => offer),
      notes: notesOf(here, page),
    };
  };
  return { next: at('next'), settle: at('settle'), change: at('change'), down: at('down') };
}

function notesOf(here: readonly OfferedMove[], page: PostPageFacts): OfferNote[] {
  const byReason = new Map<string, OfferedMove[]>();
  for (const move of here)
    if (move.refusal) byReason.set(move.refusal.reason, [...(byReason.get(move.refusal.reason) ?? []), move]);
  return [...byReason].map(([reason, moves]) => {
    const offers = moves.map(({ offer }) => offer);
    const [first = '', ...rest] = offers.map((offer) => NAMES[offer]);
    const named = [first, ...rest.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(', ');
    const who = whoMay(reason, offers, page);
    return {
      reason: `${named}: ${reasonWords(reason, page, who !== null)}`,
      who,
      issues: issuesOf(moves, page),
    };
  });
}

function reasonWords(reason: string, { facts }: PostPageFacts, othersCan: boolean): string {
  const { delivery, school, at } = facts;
  if (reason === 'not_proved' && delivery?.sentAt) {
    const after = whenWords(new Date(delivery.sentAt.getTime() + QUIET_MS), school.zone, at);
    return facts.working.photos.length > 0
      ? `Gatepost looks for it by its photos, the last time after ${after.text}. If it is not there by then, Gatepost sends it again, or says that it was missed. You need not do anything.`
      : `Gatepost looks ${LOOKS_NEEDED} times first, the last time after ${after.text}. Then you can say it here.`;
  }
  if (reason === 'already_sent' && delivery?.state === 'absent')
    return 'It was sent once and did not arrive. It needs a new approval, so that a late copy can never meet a second one.';
  const { sentence, todo } = refusalWords(reason);
  return othersCan ? sentence : `${sentence} ${todo}`;
}

function issuesOf(moves: readonly OfferedMove[], { facts, people }: PostPageFacts): IssueWords[] {
  const issues = moves.flatMap(({ refusal }) => refusal?.issues ?? []);
  const names = new Map([...people].map(([id, { name }]) => [id, name]));
  return allIssueWords(issues, {
    zone: facts.school.zone,
    now: facts.at,
    names,
    policy: facts.school.settings.policyCited,
  });
}

/** Reasons that lie in the person, so that somebody else may. */
const PERSONAL = [
  'not_permitted',
  'not_an_approver',
  'not_the_trips_approver',
  'delegation_not_running',
  'is_author',
  'is_submitter',
  'has_edited',
];

function whoMay(reason: string, offers: readonly Offer[], page: PostPageFacts): string | null {
  if (!PERSONAL.includes(reason)) return null;
  if (offers.every((offer) => offer === 'review')) return can(page.approvers);
  return offers.every((offer) => offer === 'place' || offer === 'release') ? can(page.placers) : null;
}

const can = (names: readonly string[]): string | null => (names.length > 0 ? `${anyOf(names)} can.` : null);
