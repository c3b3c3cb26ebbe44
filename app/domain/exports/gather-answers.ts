// The part of a file for a request in law that tells who answered for a pupil: the people by their relationship, every answer with
// its wording, what the pupil said, and how all of them were asked.
import { askingOfPupil, formsOfPupil, rolesEverHeld, tripNames } from '#db/queries/subject-records.server.ts';
import { consentRows, type PupilRow } from '#db/queries/pupils.server.ts';
import type { Tx } from '#db/client.server.ts';
import { CONDITIONS } from '#app/domain/consent/consent-vocabulary.ts';
import { moment, momentOrNull, numbering, recorders } from './export-numbers.ts';
import type { PupilRecords, RecordedAnswer } from './pupil-records.ts';

type Part = Pick<
  PupilRecords,
  'people' | 'forms' | 'answers' | 'ownAnswers' | 'asked' | 'links' | 'receipts' | 'slips'
>;

export interface Gathered {
  part: Part;
  /** numbers by id, for the other parts to point at */
  personNumber: (id: string | null) => number | null;
  answerNumber: (id: string | null) => number | null;
}

/** `postsOf`: numbers of the posts that rested on an answer, by its id. */
export async function gatherAnswers(
  db: Tx,
  pupil: PupilRow,
  postsOf: (decisionId: string) => number[],
): Promise<Gathered> {
  const { decisions, holders, views } = await consentRows(db, pupil, [pupil.id]);
  const forms = await formsOfPupil(db, pupil, pupil.id);
  const asking = await askingOfPupil(db, pupil, pupil.id);
  const trips = await tripNames(
    db,
    pupil,
    decisions.flatMap(({ eventId }) => eventId ?? []),
  );
  const staff = [...decisions.map(({ recordedBy }) => recordedBy), ...views.map(({ askedBy }) => askedBy)];
  const by = recorders(
    await rolesEverHeld(
      db,
      pupil,
      staff.filter((id) => id !== null),
    ),
  );
  const personNumber = numbering(holders);
  const answerNumber = numbering(decisions);
  const formNumber = numbering(forms);
  const relationships = new Map(holders.map(({ id, relationship }) => [id, relationship]));
  const person = (id: string): number => personNumber(id) ?? 0;
  const answers = decisions.map((row, index): RecordedAnswer => ({
    number: index + 1,
    decision: row.decision,
    person: personNumber(row.holderId),
    relationship: row.holderId === null ? null : (relationships.get(row.holderId) ?? null),
    form: formNumber(row.formVersionId),
    subjects: row.subjects,
    channels: row.channels,
    purposes: row.purposes,
    accountScope: row.accountScope,
    conditions: CONDITIONS.filter((condition) => row.conditions[condition]),
    trip: row.eventId === null ? null : (trips.get(row.eventId) ?? null),
    method: row.method,
    source: row.source,
    withoutGiver: row.holderId === null,
    decidedAt: moment(row.decidedAt),
    effectiveFrom: moment(row.effectiveFrom),
    expiresAt: momentOrNull(row.expiresAt),
    recordedAt: moment(row.recordedAt),
    recordedBy: by(row.recordedBy, row.recordedAt),
    after: answerNumber(row.supersedesId),
    lifts: row.liftsProvisional,
    leavesLive: row.leavesLive,
    posts: postsOf(row.id),
  }));
  const part: Part = {
    people: holders.map((row, index) => ({
      number: index + 1,
      relationship: row.relationship,
      authority: row.authority,
      from: moment(row.authorityFrom),
      until: momentOrNull(row.authorityUntil),
      verifiedAt: momentOrNull(row.verifiedAt),
      mayNotConsent: row.mayNotConsent,
      hasEmail: row.email !== null,
      language: row.language,
    })),
    forms: forms.map((row, index) => ({
      number: index + 1,
      title: row.title,
      wording: row.wording,
      language: row.language,
      controllers: row.controllers,
      howToWithdraw: row.howToWithdraw,
    })),
    answers,
    ownAnswers: views.map((row) => ({
      subject: row.subject,
      answer: row.answer,
      bySlip: row.slipId !== null,
      askedAt: moment(row.askedAt),
      recordedAt: moment(row.recordedAt),
      recordedBy: by(row.askedBy, row.recordedAt),
    })),
    asked: asking.asks.map(({ ask, request, trip }) => ({
      person: person(ask.holderId),
      kind: request.kind,
      trip,
      way: ask.way,
      dueOn: request.dueOn,
      sent: ask.sent,
      lastSentAt: momentOrNull(ask.sentAt),
      failedAt: momentOrNull(ask.failedAt),
      answeredAt: momentOrNull(ask.answeredAt),
    })),
    links: asking.links.map((row) => ({
      person: person(row.holderId),
      way: row.way,
      madeAt: moment(row.madeAt),
      expiresAt: moment(row.expiresAt),
      endedAt: momentOrNull(row.endedAt),
    })),
    receipts: asking.receipts.map((row) => ({
      person: person(row.holderId),
      at: moment(row.at),
      form: formNumber(row.formVersionId),
      answers: row.decisionIds.flatMap((id) => answerNumber(id) ?? []),
    })),
    slips: asking.slips.map(({ slip, round }) => ({
      givenOutAt: moment(round.madeAt),
      endsAt: moment(slip.endedAt ?? round.closedAt ?? round.endsAt),
      answeredAt: momentOrNull(slip.answeredAt),
    })),
  };
  return { part, personNumber, answerNumber };
}
