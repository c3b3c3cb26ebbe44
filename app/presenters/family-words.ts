// The fixed words of what families read (their own page, its receipt, the letter), by language. The words of a form come from its
// published version; these stand around them.
import type { Channel } from '#app/domain/consent/consent-vocabulary.ts';
import { PLACE_WORDS } from './consent-labels.ts';

export interface FamilyWords {
  /** BCP 47, for the `lang` attribute */
  language: string;
  /** the language's own name for itself */
  name: string;
  skip: string;
  page: {
    title(forename: string): string;
    intro: string;
    trip(name: string): string;
    yes: string;
    no: string;
    saidYes(day: string): string;
    saidNo(day: string): string;
    ended(day: string): string;
    notAnswered: string;
    someOf: { yes: string; no: string; nothing: string; ended: string; some: string };
    onlySome: string;
    unlessChosen: string;
    where: string;
    whichPosts: string;
    oldAndNew: string;
    newOnly: string;
    save: string;
    questions: string;
    responsible: string;
    howToChange: string;
    yours: string;
    until(day: string): string;
    receipts: string;
    otherLanguage: string;
  };
  errors: {
    title: string;
    nothing_answered: string;
    own_school_first: string;
    form_changed: string;
    try_again: string;
  };
  receipt: {
    title: string;
    saved: string;
    counts: string;
    print: string;
    about: string;
    by: string;
    when: string;
    reference: string;
    answers: string;
    onlyIn(places: string): string;
    newOnly: string;
    lasts(day: string): string;
    wording: string;
    change: string;
    sameLink(day: string): string;
    back: string;
  };
  letter: {
    to: string;
    heading(forename: string): string;
    body: string;
    camera: string;
    type: string;
    alone(day: string): string;
    noPhone: string;
    from: string;
  };
  places: Readonly<Record<Channel, string>>;
  relationships: Readonly<Record<string, string>>;
}

const ENGLISH: FamilyWords = {
  language: 'en-GB',
  name: 'English',
  skip: 'Skip to the page',
  page: {
    title: (forename) => `Your answers about ${forename}`,
    intro:
      'Answer any of the questions, then press the button. A question that you leave alone stays as it is.',
    trip: (name) => `These questions are about one trip only: ${name}.`,
    yes: 'Yes, I agree',
    no: 'No, I do not agree',
    saidYes: (day) => `You said yes on ${day}.`,
    saidNo: (day) => `You said no on ${day}.`,
    ended: (day) => `Your yes of ${day} has run out.`,
    notAnswered: 'You have not answered this.',
    someOf: {
      yes: 'You said yes for',
      no: 'You said no for',
      nothing: 'Not answered for',
      ended: 'Your yes has run out for',
      some: 'You said yes to a part for',
    },
    onlySome: 'No to only some of this?',
    unlessChosen: 'Unless you choose here, a no counts for every place, and for old and new posts.',
    where: 'Where does your no count?',
    whichPosts: 'For which posts?',
    oldAndNew: 'New ones, and those that are out already',
    newOnly: 'New ones only',
    save: 'Save my answers',
    questions: 'The questions',
    responsible: 'Responsible for your answers and your child’s data',
    howToChange: 'How to change your mind',
    yours:
      'This page is for you alone and shows only what you yourself have said. Is it not for you? Close it and tell the school office.',
    until: (day) => `Your link opens this page until ${day}.`,
    receipts: 'Your receipts',
    otherLanguage: 'In another language',
  },
  errors: {
    title: 'Not saved yet.',
    nothing_answered: 'Answer at least one question: yes or no.',
    own_school_first:
      'You can say yes to this only together with a yes to the same question nearer to your child’s school.',
    form_changed:
      'The school has changed these questions since you opened the page. Please read and answer them again.',
    try_again: 'That did not work. Nothing was saved. Please try again in a minute.',
  },
  receipt: {
    title: 'Your receipt',
    saved: 'Your answers are saved.',
    counts: 'A no counts from this moment. Keep this page or print it.',
    print: 'To print it, use your browser’s menu.',
    about: 'About',
    by: 'Answered by',
    when: 'When',
    reference: 'Reference',
    answers: 'What you answered',
    onlyIn: (places) => `Your no counts for: ${places}.`,
    newOnly: 'For new posts only. What was out already may stay.',
    lasts: (day) => `Your yes lasts until ${day}.`,
    wording: 'The exact words you were asked with',
    change: 'How to change your answers',
    sameLink: (day) => `Your link works until ${day}.`,
    back: 'Back to your answers',
  },
  letter: {
    to: 'To',
    heading: (forename) => `Photos of ${forename}: please give us your answers`,
    body: 'We ask before we show your child. You can say yes to some uses and no to others, and you can change your mind at any time. Saying no changes nothing about how your child is taught or looked after.',
    camera: 'Point the camera of your phone at the square. It opens a page with the questions.',
    type: 'Or type this address into a browser:',
    alone: (day) =>
      `The link is for you alone and works until ${day}. It needs no password, so please do not pass it on.`,
    noPhone: 'No phone, or questions? Tell the school office your answers. That counts just the same.',
    from: 'The school office',
  },
  places: PLACE_WORDS,
  relationships: { self: 'the pupil' },
};

const WELSH: FamilyWords = {
  language: 'cy',
  name: 'Cymraeg',
  skip: 'Neidio i’r dudalen',
  page: {
    title: (forename) => `Eich atebion ynghylch ${forename}`,
    intro:
      'Atebwch unrhyw un o’r cwestiynau, yna pwyswch y botwm. Bydd cwestiwn heb ei ateb yn aros fel y mae.',
    trip: (name) => `Mae’r cwestiynau hyn am un daith yn unig: ${name}.`,
    yes: 'Ydw, rwy’n cytuno',
    no: 'Nac ydw, dydw i ddim yn cytuno',
    saidYes: (day) => `Fe wnaethoch chi gytuno ar ${day}.`,
    saidNo: (day) => `Fe wnaethoch chi wrthod ar ${day}.`,
    ended: (day) => `Mae eich cytundeb ar ${day} wedi dod i ben.`,
    notAnswered: 'Dydych chi ddim wedi ateb y cwestiwn hwn.',
    someOf: {
      yes: 'Rydych chi wedi cytuno ar gyfer',
      no: 'Rydych chi wedi gwrthod ar gyfer',
      nothing: 'Heb ateb ar gyfer',
      ended: 'Mae eich cytundeb wedi dod i ben ar gyfer',
      some: 'Rydych chi wedi cytuno i ran ar gyfer',
    },
    onlySome: 'Gwrthod rhan o hyn yn unig?',
    unlessChosen:
      'Oni bai eich bod yn dewis yma, mae gwrthod yn cyfrif ar gyfer pob man, ac ar gyfer hen bostiadau a rhai newydd.',
    where: 'Ble mae gwrthod yn cyfrif?',
    whichPosts: 'Ar gyfer pa bostiadau?',
    oldAndNew: 'Rhai newydd, a’r rhai sydd eisoes wedi’u cyhoeddi',
    newOnly: 'Rhai newydd yn unig',
    save: 'Cadw fy atebion',
    questions: 'Y cwestiynau',
    responsible: 'Yn gyfrifol am eich atebion ac am ddata eich plentyn',
    howToChange: 'Sut i newid eich meddwl',
    yours:
      'Mae’r dudalen hon ar eich cyfer chi yn unig, a dim ond yr hyn rydych chi eich hun wedi’i ddweud sydd i’w weld yma. Ddim ar eich cyfer chi? Caewch y dudalen a rhowch wybod i swyddfa’r ysgol.',
    until: (day) => `Bydd eich dolen yn agor y dudalen hon tan ${day}.`,
    receipts: 'Eich derbynebau',
    otherLanguage: 'Mewn iaith arall',
  },
  errors: {
    title: 'Heb eu cadw eto.',
    nothing_answered: 'Atebwch o leiaf un cwestiwn.',
    own_school_first:
      'Dim ond os ydych hefyd yn cytuno i’r un cwestiwn yn nes at ysgol eich plentyn y gallwch gytuno i hyn.',
    form_changed:
      'Mae’r ysgol wedi newid y cwestiynau hyn ers i chi agor y dudalen. Darllenwch nhw ac atebwch eto, os gwelwch yn dda.',
    try_again: 'Nid oedd hynny’n gweithio. Ni chadwyd dim. Rhowch gynnig arall arni ymhen munud.',
  },
  receipt: {
    title: 'Eich derbynneb',
    saved: 'Mae eich atebion wedi’u cadw.',
    counts: 'Mae gwrthod yn cyfrif o’r eiliad hon. Cadwch y dudalen hon neu argraffwch hi.',
    print: 'I’w hargraffu, defnyddiwch ddewislen eich porwr.',
    about: 'Ynghylch',
    by: 'Atebwyd gan',
    when: 'Pryd',
    reference: 'Cyfeirnod',
    answers: 'Eich atebion',
    onlyIn: (places) => `Mae gwrthod yn cyfrif ar gyfer: ${places}.`,
    newOnly: 'Ar gyfer postiadau newydd yn unig. Caiff yr hyn a gyhoeddwyd eisoes aros.',
    lasts: (day) => `Mae eich cytundeb yn para tan ${day}.`,
    wording: 'Union eiriau’r cwestiynau',
    change: 'Sut i newid eich atebion',
    sameLink: (day) => `Bydd eich dolen yn gweithio tan ${day}.`,
    back: 'Yn ôl at eich atebion',
  },
  letter: {
    to: 'At',
    heading: (forename) => `Lluniau o ${forename}: rhowch eich atebion i ni`,
    body: 'Rydym yn gofyn cyn dangos eich plentyn. Cewch gytuno i rai defnyddiau a gwrthod rhai eraill, a chewch newid eich meddwl unrhyw bryd. Ni fydd gwrthod yn newid dim am addysg eich plentyn na’r gofal a gaiff.',
    camera: 'Pwyntiwch gamera eich ffôn at y sgwâr. Bydd yn agor tudalen â’r cwestiynau.',
    type: 'Neu teipiwch y cyfeiriad hwn mewn porwr:',
    alone: (day) =>
      `Mae’r ddolen ar eich cyfer chi yn unig ac yn gweithio tan ${day}. Nid oes angen cyfrinair, felly peidiwch â’i rhannu.`,
    noPhone: 'Dim ffôn, neu gwestiwn? Rhowch eich atebion i swyddfa’r ysgol. Mae hynny’n cyfrif yr un fath.',
    from: 'Swyddfa’r ysgol',
  },
  places: {
    x: 'X',
    bluesky: 'Bluesky',
    facebook: 'Facebook',
    instagram: 'Instagram',
    website: 'Gwefan yr ysgol',
    newsletter: 'Cylchlythyr',
    print: 'Taflenni',
    press: 'Papurau newydd',
    display: 'Arddangosfeydd yn yr ysgol',
    internal: 'Mewn gwersi',
  },
  relationships: {
    self: 'y disgybl',
    mother: 'mam',
    father: 'tad',
    parent: 'rhiant',
    carer: 'gofalwr',
    guardian: 'gwarcheidwad',
  },
};

const DICTIONARY: readonly FamilyWords[] = [ENGLISH, WELSH];

/** Languages whose fixed words are here. */
export const FAMILY_LANGUAGES = DICTIONARY.map(({ language, name }) => ({ language, name }));

/** The fixed words in a language, or in English where there are none yet. */
export function familyWords(language: string): FamilyWords {
  const base = language.toLowerCase().split('-')[0];
  return DICTIONARY.find((words) => words.language.split('-')[0] === base) ?? ENGLISH;
}

/** A language by its own name, or by its tag. */
export function languageName(language: string): string {
  const known = DICTIONARY.find((words) => words.language === language)?.name;
  if (known) return known;
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ?? language;
}

/** "3 September 2026" in a language and the school's zone. */
export const familyDay = (at: Date, zone: string, language: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at);

/** "3 September 2026, 09:30" in a language and the school's zone. */
export function familyMoment(at: Date, zone: string, language: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${familyDay(at, zone, language)}, ${time}`;
}
