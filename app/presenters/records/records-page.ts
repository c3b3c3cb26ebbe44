// One pupil's records as one page: for the family that asked, to be read on any screen and printed. It needs no script, nothing from
// elsewhere, and nobody who knows our words.
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { LEFT_OUT, WORDS_OF_STAFF } from '#app/domain/exports/what-is-exported.ts';
import type { RecordsPage } from '#app/domain/ports/records-page.ts';
import type { PupilRecords } from '#app/domain/exports/pupil-records.ts';
import { facts, html, type Markup, Markup as MarkupText } from './html.ts';
import {
  answersSection,
  askedSection,
  ownAnswersSection,
  peopleSection,
  wordingsSection,
} from './records-answers.ts';
import {
  logSection,
  occasionsSection,
  postsSection,
  requestsSection,
  schoolRecordsSection,
} from './records-posts.ts';
import { RECORDS_STYLE } from './records-style.ts';
import { dateWords, inTime, onDay } from './records-words.ts';

const CONTENTS = [
  ['pupil', 'The pupil'],
  ['people', 'People who answer for the pupil'],
  ['answers', 'Answers'],
  ['own', 'What the pupil said'],
  ['posts', 'Posts with the pupil'],
  ['occasions', 'Trips, lists and photos of a class'],
  ['asked', 'How they were asked'],
  ['wordings', 'The exact words that were asked'],
  ['imports', 'From the school’s own system'],
  ['requests', 'Requests to take something down'],
  ['log', 'What else happened to this record'],
  ['not-here', 'What is not in this file'],
] as const;

export const recordsPage: RecordsPage = (records) => {
  const { about, pupil } = records;
  const page = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src 'self' file: data:; style-src 'unsafe-inline'"
        />
        <meta name="referrer" content="no-referrer" />
        <title>Records about ${pupilName(pupil)}</title>
        <style>
          ${new MarkupText(RECORDS_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <p class="over">${about.school}</p>
          <h1>What we keep about ${pupilName(pupil)} for photos and posts</h1>
          <p>
            This file answers the request with our reference <strong>${about.reference}</strong>. It was made
            on ${inTime(about.madeAt, about.zone)}.
          </p>
          <p class="quiet">
            The school uses Gatepost to make sure that a pupil is shown in a public post only when that was
            agreed. This is what is kept there. The same is in the file records.json, for computers.
          </p>
        </header>
        <nav aria-label="In this file">
          <ul>
            ${CONTENTS.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ul>
        </nav>
        <main>
          ${pupilSection(records)} ${peopleSection(records)} ${answersSection(records)}
          ${ownAnswersSection(records)} ${postsSection(records)} ${occasionsSection(records)}
          ${askedSection(records)} ${wordingsSection(records)} ${schoolRecordsSection(records)}
          ${requestsSection(records)} ${logSection(records)} ${notHere()}
        </main>
      </body>
    </html> `;
  return page.text;
};

function pupilSection({ pupil, previousNames, about: { zone } }: PupilRecords): Markup {
  return html`<section id="pupil">
    <h2>The pupil</h2>
    ${facts([
      ['Pupil number', pupil.number],
      ['Legal name', `${pupil.legalForename} ${pupil.legalSurname}`],
      ['Goes by', pupilName(pupil)],
      ['Also known as', pupil.knownAs],
      [
        'Earlier names',
        previousNames.map(({ name, until }) => `${name} (until ${onDay(until, zone)})`).join(', '),
      ],
      ['Year', pupil.yearGroup],
      ['Class', pupil.registrationGroup],
      ['Born', dateWords(pupil.dateOfBirth)],
      ['At the school since', dateWords(pupil.startsOn)],
      ['Until', dateWords(pupil.leavesOn)],
      ['Kept here since', onDay(pupil.keptSince, zone)],
      ['Missing from the school’s list since', inTime(pupil.missingSince, zone)],
      ['Not clear in the school’s list since', inTime(pupil.unclearSince, zone)],
    ])}
  </section>`;
}

/** Said in every file alike, whatever there is or is not. */
function notHere(): Markup {
  return html`<section id="not-here">
    <h2>What is not in this file</h2>
    <ul>
      <li>
        Names of other people. Whoever answered is called by their relationship to the pupil, staff by their
        role.
      </li>
      <li>
        Faces of other people: they are destroyed in the photos. A photo is left out where that could not be
        made certain.
      </li>
      <li>Words of posts that did not go out. Words that did are here as everybody could read them.</li>
      <li>
        Why a post was stopped or taken down. There can be many reasons, and they can concern anybody in it.
      </li>
      <li>${WORDS_OF_STAFF}</li>
      ${Object.values(LEFT_OUT).map((reason) => html`<li>${reason}</li>`)}
    </ul>
    <p>
      If you think that something is missing or wrong, tell the school. You can also complain to the
      Information Commissioner’s Office.
    </p>
  </section>`;
}
