// What is done now and then rather than every day, grouped by why somebody comes: only what the reader's permissions open.
import type { Person } from '#app/domain/actor.ts';
import { may, type Permission } from '#app/domain/permissions.ts';

export interface Task {
  /** below the school's address, or a whole address with a slash in front */
  to: string;
  label: string;
  /** what one does there, in one sentence */
  about: string;
}

export interface TaskGroup {
  title: string;
  tasks: Task[];
}

interface TaskDoor extends Task {
  /** one of them is enough; absent: everybody who works here */
  permissions?: readonly Permission[];
  practiceOnly?: boolean;
}

const GROUPS: readonly { title: string; doors: readonly TaskDoor[] }[] = [
  {
    title: 'Before a photo is used',
    doors: [
      {
        to: 'check-use',
        label: 'Check a use',
        about: 'Who may be in a display, the newsletter or the website.',
        permissions: ['use.check'],
      },
      {
        to: 'codes',
        label: 'Guest photos',
        about: 'A code for a helper or photographer to send photos with.',
        permissions: ['post.draft'],
      },
      { to: 'me', label: 'Photos of you', about: 'Say yes or no to being shown yourself.' },
    ],
  },
  {
    title: 'Words in posts',
    doors: [
      {
        to: 'words/try',
        label: 'Try a text',
        about: 'See what the checks say before you write a post.',
        permissions: ['post.draft', 'words.keep'],
      },
      {
        to: 'words',
        label: 'Word lists',
        about: 'Partners, suppliers, websites and words that your trust adds.',
        permissions: ['words.keep'],
      },
      {
        to: 'spokespeople',
        label: 'Who speaks for the school',
        about: 'Who may write about results, inspections and the like, and until when.',
        permissions: ['spokesperson.grant'],
      },
      {
        to: 'answers',
        label: 'Answers kept about words',
        about: 'Words that are right wherever they stand, and are not asked about.',
        permissions: ['finding.remember'],
      },
      {
        to: 'text-rules',
        label: 'Rules for words',
        about: 'How strictly names, logos and politics are checked.',
        permissions: ['textRules.set', 'finding.acceptForSafety'],
      },
    ],
  },
  {
    title: 'Asking families and pupils',
    doors: [
      {
        to: 'forms',
        label: 'Forms',
        about: 'The exact words families are asked.',
        permissions: ['form.publish'],
      },
      {
        to: 'views',
        label: 'Pupils’ own views',
        about: 'Ask a class in tutor time, on private slips.',
        permissions: ['view.ask'],
      },
      {
        to: 'asking-pupils',
        label: 'Asking pupils for the first time',
        about: 'Sixty school days in which pupils are asked.',
        permissions: ['consent.settle'],
      },
      {
        to: 'withdrawals',
        label: 'Many withdrawals',
        about: 'Record a pile of them, two presses each.',
        permissions: ['consent.record'],
      },
    ],
  },
  {
    title: 'The school’s own records',
    doors: [
      {
        to: 'imports',
        label: 'Import',
        about: 'Bring in an export of pupils and permissions.',
        permissions: ['import.upload'],
      },
      {
        to: 'missing',
        label: 'Missing or unclear',
        about: 'Pupils whom the last export left in doubt.',
        permissions: ['pupil.keep'],
      },
      {
        to: 'unlisted',
        label: 'Not on the list yet',
        about: 'Match children whom a teacher could not find.',
        permissions: ['unlisted.match'],
      },
      {
        to: 'records',
        label: 'Look pupils up',
        about: 'Check one post’s pupils when the list is too old.',
        permissions: ['record.check'],
      },
      {
        to: 'names',
        label: 'Changed names',
        about: 'Live posts of pupils whose name has changed.',
        permissions: ['nameChange.settle'],
      },
      {
        to: 'school-year',
        label: 'School year',
        about: 'Holidays and training days.',
        permissions: ['schoolYear.set'],
      },
      {
        to: 'public-task',
        label: 'Uses without a yes',
        about: 'In-school uses that rest on the law, not on consent.',
        permissions: ['consent.settle'],
      },
      {
        to: 'exports',
        label: 'A pupil’s records',
        about: 'Everything held about one pupil, for a request in law.',
        permissions: ['pupil.export'],
      },
    ],
  },
  {
    title: 'Others in photos',
    doors: [
      {
        to: 'adults',
        label: 'Adults',
        about: 'Staff, parents and carers, visitors and partners.',
        permissions: ['adults.record'],
      },
      {
        to: 'guests',
        label: 'Visiting children',
        about: 'Written releases from other schools.',
        permissions: ['guests.record'],
      },
      {
        to: 'materials',
        label: 'Other people’s material',
        about: 'Photos, logos and words that are not ours.',
        permissions: ['adults.record'],
      },
    ],
  },
  {
    title: 'Taking back',
    doors: [
      {
        to: 'removals',
        label: 'Requests to remove',
        about: 'Who asked, what was done, who is still to be told.',
        permissions: ['removal.log'],
      },
      {
        to: 'takedowns',
        label: 'Takedowns',
        about: 'Every post that came down: when it was asked for and when it was gone.',
        permissions: ['takedown.register'],
      },
      {
        to: 'breaches',
        label: 'Breaches',
        about: 'When somebody was live who should not have been: what was decided.',
        permissions: ['breach.know'],
      },
      {
        to: 'on-call',
        label: 'Who is asked first',
        about: 'When a post must come down and needs a person, at any hour.',
        permissions: ['post.takeDown'],
      },
      {
        to: 'surge',
        label: 'What withdrawals stopped',
        about: 'Everything stopped or coming down, worst first.',
        permissions: ['post.takeDown'],
      },
      {
        to: 'pictures',
        label: 'Stopped photos',
        about: 'Photos that look like one that may not come back.',
        permissions: ['picture.allow'],
      },
    ],
  },
  {
    title: 'When posts go out',
    doors: [
      {
        to: 'post-times',
        label: 'Times of posts',
        about: 'How far apart they go out, and how late one may be.',
        permissions: ['postTimes.set'],
      },
    ],
  },
  {
    title: 'About you',
    doors: [
      { to: 'my-mail', label: 'E-mail to you', about: 'What you get by e-mail, and when you get none.' },
    ],
  },
  {
    title: 'Practice',
    doors: [
      {
        to: '/sandbox/letters',
        label: 'Practice letters',
        about: 'E-mails as families would get them.',
        permissions: ['consent.ask'],
        practiceOnly: true,
      },
      {
        to: '/sandbox/messages',
        label: 'Practice e-mail',
        about: 'E-mails as you would get them.',
        practiceOnly: true,
      },
    ],
  },
];

/** The groups that hold anything for this reader. */
export function taskGroups(person: Person, school: { id: string; practice: boolean }, at: Date): TaskGroup[] {
  const open = ({ permissions, practiceOnly }: TaskDoor): boolean =>
    (!practiceOnly || school.practice) &&
    (!permissions || permissions.some((permission) => may(person, permission, school.id, at)));
  return GROUPS.map(({ title, doors }) => ({
    title,
    tasks: doors.filter(open).map(({ to, label, about }) => ({ to, label, about })),
  })).filter(({ tasks }) => tasks.length > 0);
}
