// The sections of the page on where the pupil was shown and what they took part in: posts, trips, lists, and the school's own records.
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { ExportedPost, PupilRecords } from '#app/domain/exports/pupil-records.ts';
import { ANSWER_WORDS } from '#app/presenters/consent-labels.ts';
import { fateWords } from '#app/presenters/imports.ts';
import { inSentence, shownHandle } from '#app/presenters/platform-words.ts';
import { card, facts, html, type Markup, section, table } from './html.ts';
import {
  askerWords,
  byWords,
  dateWords,
  eventWords,
  inTime,
  onDay,
  outcomeWords,
  photoWords,
  scopeWords,
  goesByHand,
  stateWords,
  wayWords,
} from './records-words.ts';

export function postsSection({ posts, about: { zone } }: PupilRecords): Markup {
  const entries = posts.map((post) => postCard(post, zone));
  return section('posts', 'Posts with the pupil', entries, 'The pupil is in no post.');
}

function postCard(post: ExportedPost, zone: string): Markup {
  const stopped = post.stopped.map(
    ({ from, until }) => `from ${inTime(from, zone)}${until ? ` until ${inTime(until, zone)}` : ''}`,
  );
  const down = post.takenDown.map(
    (row) =>
      `asked ${inTime(row.askedAt, zone)}, due by ${inTime(row.dueBy, zone)}: ${row.endedAt ? `${outcomeWords(row.outcome)}, ${inTime(row.endedAt, zone)}` : 'not done yet'}`,
  );
  return html`<article id="post-${post.number}">
    <h3>Post ${post.number}: ${stateWords(post)}</h3>
    ${facts([
      [
        'Account',
        `${shownHandle({ platform: post.platform as Platform, handle: post.account })} on ${inSentence(post.platform as Platform)}`,
      ],
      ['Trip', post.trip],
      ['Begun', inTime(post.startedAt, zone)],
      ['Sent for approval', inTime(post.sentForApprovalAt, zone)],
      [goesByHand(post) ? 'Out since, as was said' : 'Out since', inTime(post.publishedAt, zone)],
      ['Gone since', inTime(post.removedAt, zone)],
      [goesByHand(post) ? 'Where it was put' : 'Number of the post there', post.platformPostId],
      ['Stopped', stopped.join('; ')],
      ['Taken down', down.join('; ')],
      ['Rested on', post.restedOn.map((answer) => `answer ${answer}`).join(', ')],
    ])}
    ${post.words !== null && html`<blockquote>${post.words}</blockquote>`}
    ${post.words === null && html`<p class="quiet">It did not go out with the pupil in it, so its words are not here.</p>`}
    ${post.photos.map(
      (photo) =>
        html`<figure>
          ${photo.file !== null && html`<img src="${photo.file}" alt="${photo.altText ?? 'A photo with the pupil in it'}" />`}
          <figcaption>${photoWords(photo)}</figcaption>
        </figure>`,
    )}
  </article>`;
}

export function occasionsSection(records: PupilRecords): Markup {
  const { zone } = records.about;
  const trips = records.trips.map((trip) =>
    card(
      trip.name,
      facts([
        ['Where', trip.place],
        ['When', `${onDay(trip.from, zone)} to ${onDay(trip.until, zone)}`],
        ['Called off', onDay(trip.cancelledAt, zone)],
      ]),
    ),
  );
  const lists = records.photoLists.map((list) => [
    list.trip,
    `${list.kind === 'paper' ? 'on paper' : 'on a phone'}, copy ${list.copy}`,
    list.onlyInGroup ? 'only in a group' : 'may be shown',
    inTime(list.madeAt, zone) ?? '',
    list.lostAt
      ? `lost ${onDay(list.lostAt, zone)}`
      : list.returnedAt
        ? `handed back ${onDay(list.returnedAt, zone)}`
        : '',
  ]);
  const looked = records.lookedUp.map((look) => [inTime(look.at, zone) ?? '', byWords(look.recordedBy)]);
  const absent = records.notInPhotos.map((said) => [
    inTime(said.saidAt, zone) ?? '',
    said.how === 'absent' ? 'is not in it' : 'is in it and hidden',
  ]);
  const part = (title: string, headings: string[], rows: string[][]): Markup[] =>
    rows.length > 0 ? [html`<h3>${title}</h3>`, table(headings, rows)] : [];
  return section(
    'occasions',
    'Trips, lists and photos of a class',
    [
      ...trips,
      ...part('Lists for whoever takes photos on a trip', ['Trip', 'Copy', 'As', 'Made', ''], lists),
      ...part('Looked up in the school’s records for a post', ['When', 'By'], looked),
      ...part('Photos of a class of which somebody said that the pupil', ['When', ''], absent),
    ],
    'None.',
  );
}

export function schoolRecordsSection(records: PupilRecords): Markup {
  const { zone } = records.about;
  const answers = records.importedAnswers.map((row) => {
    const { uses, places } = scopeWords(row);
    return [
      row.type,
      ANSWER_WORDS[row.answer],
      row.person === null ? '' : `Person ${row.person}`,
      dateWords(row.answeredOn) ?? '',
      `${uses}. ${places}.`,
    ];
  });
  const rows = records.importRows.map((row) => [
    onDay(row.importedAt, zone) ?? '',
    row.row === 0 ? '' : String(row.row),
    fateWords(row.fate, row.state, row.confirmed),
  ]);
  const entries = [
    ...(answers.length > 0
      ? [
          html`<h3>Answers as they stand in the school’s own system</h3>`,
          table(['Kind', 'Answer', 'From', 'Said on', 'Taken to mean'], answers),
        ]
      : []),
    ...(rows.length > 0
      ? [html`<h3>Files brought over</h3>`, table(['File of', 'Row', 'What happened'], rows)]
      : []),
  ];
  return section('imports', 'From the school’s own system', entries, 'Nothing was brought over.');
}

export function requestsSection({ removalRequests, about: { zone } }: PupilRecords): Markup {
  const entries = removalRequests.map((row) =>
    card(
      `${askerWords(row.from)} asked, ${wayWords(row.way)}`,
      facts([
        ['Received', inTime(row.receivedAt, zone)],
        ['With', row.answer === null ? null : `answer ${row.answer}`],
        ['To be dealt with by', inTime(row.dueAt, zone)],
        ['What came of it', outcomeWords(row.outcome)],
        ['Told', inTime(row.toldAt, zone)],
      ]),
    ),
  );
  return section('requests', 'Requests to take something down', entries, 'None.');
}

export function logSection(records: PupilRecords): Markup {
  const { zone } = records.about;
  const rows = [
    ...records.beforeOnTheList.map((row): [string, string] => [
      row.addedAt,
      `Written down as ${row.forename}, ${row.group}, before the pupil was on the list.`,
    ]),
    ...records.nameChanges.map((row): [string, string] => [
      row.at,
      `The name changed while ${row.liveThen} posts with the pupil or the name were out.`,
    ]),
    ...records.log.map((row): [string, string] => [row.at, eventWords(row)]),
  ]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([at, words]) => [inTime(at, zone) ?? '', words]);
  const entries = rows.length > 0 ? [table(['When', 'What'], rows)] : [];
  return section('log', 'What else happened to this record', entries, 'Nothing.');
}
