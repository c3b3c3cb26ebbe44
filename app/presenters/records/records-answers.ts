// The sections of the page on who answered for the pupil: the people by their relationship, each answer with its wording, and how they
// were asked.
import type { PupilRecords, RecordedAnswer } from '#app/domain/exports/pupil-records.ts';
import { ANSWER_WORDS, CONDITION_WORDS, METHOD_WORDS, USE_WORDS } from '#app/presenters/consent-labels.ts';
import { card, facts, html, type Markup, section, table } from './html.ts';
import {
  ACCOUNT_SCOPE_WORDS,
  AUTHORITY_WORDS,
  byWords,
  dateWords,
  inTime,
  onDay,
  ROUND_WORDS,
  scopeWords,
  wayWords,
} from './records-words.ts';

const personWords = (number: number | null, people: PupilRecords['people']): string => {
  const person = people.find((each) => each.number === number);
  return person ? `Person ${person.number} (${person.relationship})` : 'somebody else';
};

export function peopleSection({ people, about: { zone } }: PupilRecords): Markup {
  const entries = people.map((person) =>
    card(
      `Person ${person.number}: ${person.relationship}`,
      facts([
        ['Standing', AUTHORITY_WORDS[person.authority]],
        ['Since', onDay(person.from, zone)],
        ['Until', onDay(person.until, zone)],
        ['Checked by the school', onDay(person.verifiedAt, zone) ?? 'not yet'],
        ['May say yes', person.mayNotConsent ? 'no' : 'yes'],
        ['E-mail address kept', person.hasEmail ? 'yes' : 'no'],
        ['Language', person.language],
      ]),
    ),
  );
  return section('people', 'People who answer for the pupil', entries, 'Nobody is on record.');
}

export function answersSection(records: PupilRecords): Markup {
  const entries = records.answers.map((answer) => answerCard(answer, records));
  return section('answers', 'Answers', entries, 'Nobody has answered.');
}

function answerCard(answer: RecordedAnswer, { people, forms, about: { zone } }: PupilRecords): Markup {
  const { uses, places, purposes } = scopeWords(answer);
  const form = forms.find(({ number }) => number === answer.form);
  const who = answer.withoutGiver
    ? 'somebody who is not on record, or a tick that names nobody'
    : personWords(answer.person, people);
  const word = answer.lifts ? 'An earlier no was lifted' : ANSWER_WORDS[answer.decision];
  return card(
    `Answer ${answer.number}: ${word}`,
    facts([
      ['From', who],
      ['Said on', inTime(answer.decidedAt, zone)],
      ['How', METHOD_WORDS[answer.method] ?? answer.method],
      ['Written down by', `${byWords(answer.recordedBy)}, ${inTime(answer.recordedAt, zone)}`],
      ['For', uses],
      ['Where', places],
      ['What for', purposes],
      ['On whose accounts', ACCOUNT_SCOPE_WORDS[answer.accountScope]],
      ['On condition', answer.conditions.map((each) => CONDITION_WORDS[each]).join(', ')],
      ['For one trip', answer.trip],
      ['Counts from', inTime(answer.effectiveFrom, zone)],
      ['Counts until', inTime(answer.expiresAt, zone)],
      [
        'Wording',
        form ? html`<a href="#wording-${form.number}">${form.title} (wording ${form.number})</a>` : null,
      ],
      ['In the place of', answer.after === null ? null : `answer ${answer.after}`],
      ['Posts that were out', answer.leavesLive ? 'were to stay up' : null],
      [
        'Posts that rested on it',
        answer.posts.length === 0
          ? 'none'
          : html`${answer.posts.map((post) => html`<a href="#post-${post}">post ${post}</a> `)}`,
      ],
    ]),
  );
}

export function ownAnswersSection({ ownAnswers, about: { zone } }: PupilRecords): Markup {
  const words = { yes: 'Yes', no: 'No', not_asked: 'No longer sure' } as const;
  const rows = ownAnswers.map((said) => [
    USE_WORDS[said.subject],
    words[said.answer],
    inTime(said.askedAt, zone) ?? '',
    said.bySlip ? 'alone, on a private slip' : `asked by ${byWords(said.recordedBy)}`,
  ]);
  const entries = rows.length > 0 ? [table(['About', 'Answer', 'When', 'How'], rows)] : [];
  return section('own', 'What the pupil said', entries, 'The pupil has not been asked.');
}

export function wordingsSection({ forms }: PupilRecords): Markup {
  const entries = forms.map(
    (form) =>
      html`<article id="wording-${form.number}">
        <h3>Wording ${form.number}: ${form.title}</h3>
        ${facts([
          ['Asked by', form.controllers.join(', ')],
          ['Language', form.language],
          ['How to take an answer back', form.howToWithdraw],
        ])}
        <blockquote lang="${form.language}">${form.wording}</blockquote>
      </article>`,
  );
  return section('wordings', 'The exact words that were asked', entries, 'No form was used.');
}

export function askedSection(records: PupilRecords): Markup {
  const { zone } = records.about;
  const who = (number: number) => personWords(number, records.people);
  const asked = records.asked.map((ask) => [
    who(ask.person),
    ask.trip ? `${ROUND_WORDS[ask.kind]}: ${ask.trip}` : ROUND_WORDS[ask.kind],
    `${ask.sent === 0 ? 'not sent yet' : `sent ${ask.sent} times, last ${inTime(ask.lastSentAt, zone) ?? ''}`}, ${wayWords(ask.way)}`,
    ask.answeredAt ? `answered ${inTime(ask.answeredAt, zone)}` : `to answer by ${dateWords(ask.dueOn)}`,
  ]);
  const links = records.links.map((link) => [
    who(link.person),
    wayWords(link.way),
    inTime(link.madeAt, zone) ?? '',
    `${link.endedAt ? 'ended' : 'ends'} ${inTime(link.endedAt ?? link.expiresAt, zone)}`,
  ]);
  const receipts = records.receipts.map((receipt) => [
    who(receipt.person),
    inTime(receipt.at, zone) ?? '',
    receipt.form === null ? '' : `wording ${receipt.form}`,
    receipt.answers.map((answer) => `answer ${answer}`).join(', '),
  ]);
  const slips = records.slips.map((slip) => [
    inTime(slip.givenOutAt, zone) ?? '',
    inTime(slip.endsAt, zone) ?? '',
    slip.answeredAt ? `answered ${inTime(slip.answeredAt, zone)}` : 'not answered',
  ]);
  const part = (title: string, headings: string[], rows: string[][]): Markup[] =>
    rows.length > 0 ? [html`<h3>${title}</h3>`, table(headings, rows)] : [];
  return section(
    'asked',
    'How they were asked',
    [
      ...part('Requests', ['Person', 'What for', 'How', 'Answer'], asked),
      ...part('Personal links', ['Person', 'How', 'Made', 'Until'], links),
      ...part('Receipts', ['Person', 'When', 'Wording', 'For'], receipts),
      ...part('Private slips for the pupil', ['Given out', 'Until', 'Answer'], slips),
    ],
    'Nobody was asked by letter, e-mail or slip.',
  );
}
