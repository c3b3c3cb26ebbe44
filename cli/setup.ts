// `gatepost setup`: makes a real trust, its first school and its first administrator on an empty installation. What the options
// do not say is asked at the terminal. A password is never taken from the command line, which every user of a machine can read.
import { parseArgs } from 'node:util';
import { PHASES, type SetUp, setUp, type SetUpDeps, setUpIssues } from '#app/domain/school/set-up.ts';
import { setUpSentence } from '#app/presenters/set-up-words.ts';
import { trustsHere } from '#db/queries/foundation.server.ts';
import type { Ask } from './ask.ts';

export interface SetupIo {
  /** one line of the answer (standard output) */
  say: (line: string) => void;
  /** one line of a refusal (standard error) */
  complain: (line: string) => void;
  /** null when nobody is at the terminal */
  ask: Ask | null;
  /** the text of the file at a path */
  readFile: (path: string) => Promise<string>;
  /** everything on standard input */
  readStdin: () => Promise<string>;
  /** locks, opens and migrates the installation; the command closes it */
  open: () => Promise<SetUpDeps & { close(): Promise<void> }>;
}

const USAGE = `usage: gatepost setup [options]
  --trust NAME            the trust, or the school itself where there is none
  --school NAME           its first school
  --phase PHASE           ${PHASES.join(', ')}
  --zone ZONE             time zone of the school's clock (Europe/London)
  --admin-name NAME       the first administrator
  --admin-email ADDRESS   the e-mail they sign in with
  --contact ADDRESS       whom to ask about data (the administrator)
  --password-file FILE    the administrator's password is the first line of FILE
  --password-stdin        … or of standard input
What is missing is asked for.`;

const [OK, NOT_POSSIBLE, BAD_INPUT] = [0, 1, 2] as const;
const TRIES = 5;

const OPTIONS = {
  trust: { type: 'string' },
  school: { type: 'string' },
  phase: { type: 'string' },
  zone: { type: 'string' },
  'admin-name': { type: 'string' },
  'admin-email': { type: 'string' },
  contact: { type: 'string' },
  'password-file': { type: 'string' },
  'password-stdin': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** The questions, in order; `field` is the input's, as issues name it. */
const QUESTIONS = [
  { field: 'trustName', option: 'trust', text: 'Name of the trust (or of the school, where there is none):' },
  { field: 'schoolName', option: 'school', text: 'Name of the first school:' },
  { field: 'phase', option: 'phase', text: `Phase (${PHASES.join(', ')}):` },
  {
    field: 'zone',
    option: 'zone',
    text: 'Time zone of its clock [Europe/London]:',
    otherwise: 'Europe/London',
  },
  { field: 'adminName', option: 'admin-name', text: 'Name of the first administrator:' },
  { field: 'adminEmail', option: 'admin-email', text: 'Their e-mail, to sign in with:' },
  { field: 'password', option: null, text: 'A password for them (at least 12 characters, not shown):' },
] as const;
type Field = (typeof QUESTIONS)[number]['field'];
type Answers = Record<Field, string> & { contact?: string };

/**
 * In: the words after `setup`. Out: 0 when the installation is founded, 1 when it is not empty, 2 when the input is
 * not good enough and nobody is there to ask. Nothing is changed unless all of it is.
 */
export async function setup(args: string[], io: SetupIo): Promise<number> {
  const given = await answersFrom(args, io);
  if (typeof given === 'number') return given;
  const deps = await io.open();
  try {
    const [there] = await trustsHere(deps.db);
    if (there) return notEmpty(there, io);
    const input = await complete(given, io);
    if (!input) return BAD_INPUT;
    const founded = await setUp(deps, input);
    if (!founded.ok) {
      for (const issue of founded.issues) io.complain(setUpSentence(issue));
      return NOT_POSSIBLE;
    }
    for (const line of whatNext(input)) io.say(line);
    return OK;
  } finally {
    await deps.close();
  }
}

/** What the command line says, or the exit code when it already settles the matter. */
async function answersFrom(args: string[], io: SetupIo): Promise<Partial<Answers> | number> {
  if (args.some((arg) => /^--password(=|$)/.test(arg))) {
    io.complain('A password on the command line can be read by everybody who uses this machine.');
    io.complain('Leave it out to be asked for it, or use --password-file or --password-stdin.');
    return BAD_INPUT;
  }
  try {
    const { values } = parseArgs({ args, options: OPTIONS, allowPositionals: false });
    if (values.help) {
      io.say(USAGE);
      return OK;
    }
    const file = values['password-file'];
    const text = file ? await io.readFile(file) : values['password-stdin'] ? await io.readStdin() : undefined;
    const answers: Partial<Answers> = { contact: values.contact };
    for (const { field, option } of QUESTIONS) if (option) answers[field] = values[option];
    return { ...answers, password: text?.split(/\r?\n/)[0] };
  } catch (error) {
    io.complain(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    io.complain(USAGE);
    return BAD_INPUT;
  }
}

/** The whole input: what was given, then what is asked, again where an answer will not do. Null when it cannot be had. */
async function complete(given: Partial<Answers>, io: SetupIo): Promise<SetUp | null> {
  const answers = { ...given };
  for (let tried = 0; tried < TRIES; tried++) {
    for (const question of QUESTIONS) {
      if (answers[question.field] !== undefined) continue;
      answers[question.field] = await answerTo(question, io);
    }
    const input = { ...(answers as Answers), phase: answers.phase as SetUp['phase'] };
    const issues = setUpIssues(input);
    if (issues.length === 0) return input;
    for (const issue of issues) io.complain(setUpSentence(issue));
    if (!io.ask) return null;
    for (const issue of issues) delete answers[issue.field as Field];
  }
  return null;
}

async function answerTo(question: (typeof QUESTIONS)[number], io: SetupIo): Promise<string> {
  const otherwise = 'otherwise' in question ? question.otherwise : '';
  if (!io.ask) return otherwise;
  if (question.field !== 'password') return (await io.ask(question.text)).trim() || otherwise;
  for (let tried = 0; tried < TRIES; tried++) {
    const password = await io.ask(question.text, { secret: true });
    if ((await io.ask('The same again:', { secret: true })) === password) return password;
    io.complain('Those two were not the same.');
  }
  return '';
}

function notEmpty(trust: { name: string; practice: boolean }, io: SetupIo): number {
  io.complain(setUpSentence({ code: 'not_empty', context: {} }));
  if (trust.practice) io.complain('A practice trust never becomes a real one.');
  else io.complain(`It belongs to ${trust.name}.`);
  return NOT_POSSIBLE;
}

/** What to do after founding, in the order in which it matters. */
const whatNext = (input: SetUp): string[] => [
  `Done. ${input.trustName.trim()} is set up, with ${input.schoolName.trim()} as its first school.`,
  'Next:',
  `  1. Start Gatepost and sign in as ${input.adminEmail.trim().toLowerCase()}.`,
  '  2. Name two people who may approve posts: the headteacher, and a deputy with a dated delegation.',
  '     Nobody approves a post of their own, so one alone is not enough.',
  '  3. Name the safeguarding lead and a deputy safeguarding lead.',
  '  4. Read the policy that is in force. It is a plain one to begin with; your trust’s own should replace it.',
  '  5. Back up the keys apart from the data. Together they open every photo.',
];
