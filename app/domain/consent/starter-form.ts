// Words to start from: a neutral form in English and Welsh that asks each use apart, names the platforms, and promises only what
// is kept. A school's data lead changes what they like before anything is published.
import { type AccountScope, type Channel, PURPOSES, type Subject } from './consent-vocabulary.ts';
import type { FormOption, FormText } from './form-text.ts';

export interface StarterFacts {
  school: string;
  trust: string;
  controllers: readonly string[];
  /** platforms on which the school has accounts, by their names */
  platforms: readonly { channel: Channel; name: string }[];
}

type StarterLanguage = 'en-GB' | 'cy';

interface StarterWords {
  title: string;
  wording(school: string): string;
  howToWithdraw: string;
  /** `on`: the platforms, named */
  questions(on: string, trust: string): Record<string, string>;
}

const ENGLISH: StarterWords = {
  title: 'Photos, videos and your child’s name',
  wording: (
    school,
  ) => `${school} likes to share what pupils do. Before we show your child, we ask you. You can say yes to some uses and no to others. Saying no changes nothing about how your child is taught or looked after.

A yes to one place is never a yes to another, and you can change any answer at any time. Your answers last for this school year, and no longer than the 31 October after it; then they end unless you answer again.

Anybody can see, keep and pass on what is on social media or on a website, and we cannot call every copy back. When you say no, we stop what has not gone out and take down what is on our own pages, unless you tell us that it may stay. What has been printed cannot be changed.

We never put a child’s full name beside their photo, and we never say which class they are in.`,
  howToWithdraw:
    'Open your personal link again, or tell the school office in any way you like: by phone, by e-mail or in person. You need give no reason. It counts at once.',
  questions: (on, trust) => ({
    image_website: 'May we show your child in photos on the school website and in the online newsletter?',
    image_social: `May we show your child in photos on the school’s social media (${on})?`,
    image_print: 'May we show your child in photos that we print: in leaflets and in displays at school?',
    image_press: 'May newspapers and other news media show your child in photos taken at school?',
    name_beside: 'May we give your child’s first name beside their photo, in the places you agree to?',
    video: `May we show your child in videos on the school website and on social media (${on})?`,
    trip: `May we show your child in photos of school trips, on the website and on social media (${on})?`,
    trust: `May the trust, ${trust}, show the same photos on its own social media accounts (${on})?`,
    trust_schools: `May the other schools of the trust show them on their accounts (${on})?`,
  }),
};

const WELSH: StarterWords = {
  title: 'Lluniau, fideos ac enw eich plentyn',
  wording: (
    school,
  ) => `Mae ${school} yn hoffi rhannu’r hyn y mae disgyblion yn ei wneud. Cyn dangos eich plentyn, rydym yn gofyn i chi. Cewch gytuno i rai defnyddiau a gwrthod rhai eraill. Ni fydd gwrthod yn newid dim am addysg eich plentyn na’r gofal a gaiff.

Nid yw cytuno i un man byth yn golygu cytuno i fan arall, a chewch newid unrhyw ateb unrhyw bryd. Mae eich atebion yn para am y flwyddyn ysgol hon, a heb fod yn hwy na’r 31 Hydref wedyn; yna maent yn dod i ben oni bai eich bod yn ateb eto.

Gall unrhyw un weld, cadw a rhannu’r hyn sydd ar gyfryngau cymdeithasol neu ar wefan, ac ni allwn alw pob copi yn ôl. Pan fyddwch yn gwrthod, byddwn yn atal yr hyn sydd heb ei gyhoeddi ac yn tynnu i lawr yr hyn sydd ar ein tudalennau ein hunain, oni bai eich bod yn dweud y caiff aros. Ni ellir newid yr hyn sydd wedi’i argraffu.

Fyddwn ni byth yn rhoi enw llawn plentyn wrth ymyl ei lun, nac yn dweud ym mha ddosbarth y mae.`,
  howToWithdraw:
    'Agorwch eich dolen bersonol eto, neu dywedwch wrth swyddfa’r ysgol mewn unrhyw ffordd: dros y ffôn, drwy e-bost neu wyneb yn wyneb. Nid oes angen rhoi rheswm. Mae’n cyfrif ar unwaith.',
  questions: (on, trust) => ({
    image_website: 'Gawn ni ddangos eich plentyn mewn lluniau ar wefan yr ysgol ac yn y cylchlythyr ar-lein?',
    image_social: `Gawn ni ddangos eich plentyn mewn lluniau ar gyfryngau cymdeithasol yr ysgol (${on})?`,
    image_print:
      'Gawn ni ddangos eich plentyn mewn lluniau rydym yn eu hargraffu: mewn taflenni ac arddangosfeydd yn yr ysgol?',
    image_press:
      'Gaiff papurau newydd a chyfryngau newyddion eraill ddangos eich plentyn mewn lluniau a dynnwyd yn yr ysgol?',
    name_beside: 'Gawn ni roi enw cyntaf eich plentyn wrth ymyl ei lun, yn y mannau rydych yn cytuno iddynt?',
    video: `Gawn ni ddangos eich plentyn mewn fideos ar wefan yr ysgol ac ar gyfryngau cymdeithasol (${on})?`,
    trip: `Gawn ni ddangos eich plentyn mewn lluniau o deithiau ysgol, ar y wefan ac ar gyfryngau cymdeithasol (${on})?`,
    trust: `Gaiff yr ymddiriedolaeth, ${trust}, ddangos yr un lluniau ar ei chyfrifon cyfryngau cymdeithasol ei hun (${on})?`,
    trust_schools: `Gaiff ysgolion eraill yr ymddiriedolaeth eu dangos ar eu cyfrifon (${on})?`,
  }),
};

const WORDS: Readonly<Record<StarterLanguage, StarterWords>> = { 'en-GB': ENGLISH, cy: WELSH };

export const hasStarter = (language: string): language is StarterLanguage => language in WORDS;

/** The starting words in one language; the same keys and meanings in each. */
export function starterForm(language: StarterLanguage, facts: StarterFacts): FormText {
  const words = WORDS[language];
  const on = facts.platforms.map(({ name }) => name).join(', ');
  const labels = words.questions(on, facts.trust);
  return {
    title: words.title,
    wording: words.wording(facts.school),
    language,
    controllers: facts.controllers,
    howToWithdraw: words.howToWithdraw,
    options: meanings(facts.platforms.map(({ channel }) => channel)).map((meaning) => ({
      ...meaning,
      label: labels[meaning.key] ?? '',
    })),
  };
}

/** What each question means. What is not asked here, such as advertising the school, counts as no. */
function meanings(social: Channel[]): Omit<FormOption, 'label'>[] {
  const everyday = PURPOSES.filter((purpose) => ['celebration', 'teaching', 'information'].includes(purpose));
  const ask = (
    key: string,
    subjects: Subject[],
    channels: Channel[],
    purposes = everyday,
    accountScope: AccountScope = 'own_school',
  ) => ({ key, subjects, channels, purposes, accountScope });
  return [
    ask('image_website', ['image'], ['website', 'newsletter']),
    ask('image_social', ['image'], social),
    ask('image_print', ['image'], ['print', 'display']),
    ask('image_press', ['image'], ['press'], ['press']),
    ask(
      'name_beside',
      ['first_name', 'name_with_image'],
      [...social, 'website', 'newsletter', 'print', 'display'],
      [...everyday, 'trip'],
    ),
    ask('video', ['video', 'voice'], [...social, 'website']),
    ask('trip', ['image'], [...social, 'website'], ['trip']),
    ask('trust', ['image'], social, everyday, 'trust'),
    ask('trust_schools', ['image'], social, everyday, 'trust_schools'),
  ];
}
