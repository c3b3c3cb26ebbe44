// The consent record of the practice pupils: who may answer for each, what they said and when, what some pupils said themselves.
import type { authorityHolders, consentDecisions, pupilViews, restrictions } from '#db/schema/consent.ts';
import { EVERY_USE } from '#app/domain/consent/consent-types.ts';
import type { Sealed } from '#app/domain/ports/token-vault.ts';
import { type AnswerStory, answerStory } from './practice-answers.ts';
import { daysFrom, formRunsUntil, lastFormRanUntil } from './practice-days.ts';
import { formVersionId } from './practice-form.ts';
import { practiceId } from './practice-id.ts';
import { GUARDIAN_FORENAMES } from './practice-names.ts';
import { PRACTICE_SCHOOLS, type SchoolKey, userId } from './practice-people.ts';
import { pupilId } from './practice-pupils.ts';
import { goesNext, tripId } from './practice-trips.ts';

type Holder = typeof authorityHolders.$inferInsert;
type Decision = typeof consentDecisions.$inferInsert;
type View = typeof pupilViews.$inferInsert;

export interface PracticeRecord {
  holders: Holder[];
  decisions: Decision[];
  views: View[];
  restrictions: (typeof restrictions.$inferInsert)[];
}

export interface RecordedPupil {
  index: number;
  surname: string;
  /** 13 or over on the school year of `now` */
  asked: boolean;
}

/** Builds every record of one pupil of `school`. `sealedReason` is the safeguarding lead's sealed reason, for the restricted one. */
export function practiceRecord(
  school: SchoolKey,
  pupil: RecordedPupil,
  now: Date,
  sealedReason: Sealed,
): PracticeRecord {
  const story = answerStory(school, pupil.index);
  const teller = new Teller(school, pupil, now);
  teller.tell(story);
  const views = pupil.asked ? viewsOf(teller, story) : [];
  const restricted = story === 'restricted' ? [teller.restriction(sealedReason)] : [];
  return { holders: teller.holders, decisions: teller.decisions, views, restrictions: restricted };
}

/** A plain yes to everything that the form asks. */
const ON_THE_FORM = {
  decision: 'granted',
  subjects: ['image', 'first_name', 'work'],
  channels: ['x', 'website', 'newsletter', 'display', 'internal'],
  purposes: ['celebration', 'trip', 'teaching', 'information'],
  accountScope: 'own_school',
  method: 'paper',
  source: 'form',
  evidence: 'Signed form in the pupil file',
} satisfies Partial<Decision>;

const WELSH_FAMILY = 7;

/** Writes one pupil's answers in the order in which they were given. */
class Teller {
  readonly holders: Holder[] = [];
  readonly decisions: Decision[] = [];
  readonly schoolId: string;
  readonly pupilId: string;
  readonly askedAt: Date;

  constructor(
    readonly school: SchoolKey,
    readonly pupil: RecordedPupil,
    readonly now: Date,
  ) {
    this.schoolId = PRACTICE_SCHOOLS[school].id;
    this.pupilId = pupilId(school, pupil.index);
    this.askedAt = daysFrom(now, -45 + (pupil.index % 10) / 10);
  }

  tell(story: AnswerStory): void {
    const first = this.holder(0);
    if (story === 'never_answered') return;
    if (story === 'left_blank') return void this.answer(first, { decision: 'not_answered' });
    if (story === 'old_tick') return void this.answer(null, OLD_TICK);
    if (story === 'refused') return void this.answer(first, { decision: 'refused' });
    const yes = this.answer(first, this.firstYes(story));
    if (goesNext(this.pupil.index)) this.answer(first, { ...this.firstYes(story), ...this.forNextTrip() });
    if (story === 'two_grants') this.answer(this.holder(1), {});
    if (story === 'holders_disagree') this.answer(this.holder(1), { decision: 'refused' });
    if (story === 'withdrawn') {
      this.answer(first, {
        decision: 'withdrawn',
        supersedesId: yes,
        method: 'phone',
        source: 'office',
        ...this.on(-5),
      });
    }
    if (story === 'provisional_no') {
      this.answer(null, { ...PROVISIONAL_NO, ...this.on(-2) });
    }
  }

  private firstYes(story: AnswerStory): Partial<Decision> {
    if (story === 'group_only') return { conditions: { groupOnly: true } };
    if (story === 'website_only') return { channels: ['website', 'newsletter'] };
    if (story === 'image_only') return { subjects: ['image'] };
    if (story === 'trip_only')
      return { eventId: tripId(this.school, 'now'), purposes: ['trip'], expiresAt: null };
    if (story === 'expires_soon') return { expiresAt: daysFrom(this.now, 20) };
    if (story === 'expired') {
      const expiresAt = lastFormRanUntil(this.now);
      const decidedAt = daysFrom(expiresAt, -330);
      return { decidedAt, effectiveFrom: decidedAt, recordedAt: decidedAt, expiresAt };
    }
    return {};
  }

  /** A yes for the trip that is to come, on a slip of its own. */
  private forNextTrip(): Partial<Decision> {
    const trip = tripId(this.school, 'next');
    return { eventId: trip, subjects: ['image'], channels: ['x'], purposes: ['trip'], ...this.on(-6) };
  }

  on(days: number): Pick<Decision, 'decidedAt' | 'effectiveFrom' | 'recordedAt' | 'expiresAt'> {
    const at = daysFrom(this.now, days);
    return { decidedAt: at, effectiveFrom: at, recordedAt: at, expiresAt: null };
  }

  private holder(nth: number): string {
    const { index, surname } = this.pupil;
    const place = (index * 3 + nth) % GUARDIAN_FORENAMES.length;
    const id = practiceId(`holder/${this.school}/${index}/${nth}`);
    this.holders.push({
      id,
      schoolId: this.schoolId,
      pupilId: this.pupilId,
      name: `${GUARDIAN_FORENAMES[place] ?? ''} ${surname}`,
      // The list of forenames alternates between women's and men's.
      relationship: place % 2 === 0 ? 'mother' : 'father',
      authority: 'parental_responsibility',
      authorityFrom: daysFrom(this.now, -900),
      evidence: 'Birth certificate seen at admission',
      verifiedBy: userId(`${this.school}/office`),
      verifiedAt: daysFrom(this.now, -60),
      // One family reads Welsh.
      language: index === WELSH_FAMILY ? 'cy' : 'en-GB',
      // Two in three gave an address; the others are asked on paper.
      email: (index + nth) % 3 === 0 ? null : `family.${this.school}.${index}.${nth}@family.example`,
    });
    return id;
  }

  private answer(holderId: string | null, differs: Partial<Decision>): string {
    const id = practiceId(`decision/${this.school}/${this.pupil.index}/${this.decisions.length}`);
    this.decisions.push({
      ...ON_THE_FORM,
      id,
      schoolId: this.schoolId,
      pupilId: this.pupilId,
      holderId,
      formVersionId: formVersionId(this.school),
      decidedAt: this.askedAt,
      effectiveFrom: this.askedAt,
      expiresAt: formRunsUntil(this.now),
      recordedBy: userId(`${this.school}/data`),
      recordedAt: daysFrom(this.askedAt, 1),
      ...differs,
    });
    return id;
  }

  restriction(reason: Sealed): PracticeRecord['restrictions'][number] {
    return {
      id: practiceId(`restriction/${this.school}/${this.pupil.index}`),
      schoolId: this.schoolId,
      pupilId: this.pupilId,
      type: 'do_not_publish',
      startsAt: daysFrom(this.now, -30),
      reviewOn: daysFrom(this.now, 60),
      sealedReason: reason.box,
      keyId: reason.keyId,
      setBy: userId(`${this.school}/dsl`),
    };
  }
}

/** A tick carried over from an old list, which says neither who gave it nor when. */
const OLD_TICK: Partial<Decision> = {
  legacyTick: true,
  formVersionId: null,
  method: 'import',
  source: 'import:old-list',
  evidence: '',
};

/** Said on the phone by somebody whose authority was not checked: it counts at once, and the data lead looks into it. */
const PROVISIONAL_NO: Partial<Decision> = {
  decision: 'refused',
  subjects: [...EVERY_USE.subjects],
  channels: [...EVERY_USE.channels],
  purposes: [...EVERY_USE.purposes],
  accountScope: EVERY_USE.accountScope,
  formVersionId: null,
  method: 'phone',
  source: 'office',
  evidence: 'Call to the office',
};

/** What the pupil answered for themselves in tutor time. */
function viewsOf(teller: Teller, story: AnswerStory): View[] {
  if (story === 'pupil_not_asked') return [];
  const answer = story === 'pupil_said_no' ? 'no' : 'yes';
  return (['image', 'first_name'] as const).map((subject) => ({
    id: practiceId(`view/${teller.school}/${teller.pupil.index}/${subject}`),
    schoolId: teller.schoolId,
    pupilId: teller.pupilId,
    subject,
    answer,
    askedHow: 'Private slip in tutor time',
    askedBy: userId(`${teller.school}/data`),
    askedAt: daysFrom(teller.now, -40),
    recordedAt: daysFrom(teller.now, -39),
  }));
}
