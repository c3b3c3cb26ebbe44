// Words for what people are or believe, as the Equality Act protects it, and for the people of a school. None of them is wrong;
// said of people, the approver reads the sentence once more.

/** Goes up whenever a word comes in or goes out. */
export const CHARACTERISTICS_VERSION = 1;

const words = (text: string): string[] => text.trim().split(/\s+/u);

/** Said of somebody: religion and belief, race and origin, disability, orientation, gender reassignment, marriage, pregnancy. */
export const CHARACTERISTICS: readonly string[] = [
  ...words(`
    muslim christian jewish hindu sikh buddhist catholic protestant anglican methodist quaker mormon jain bahai pagan atheist agnostic
    humanist orthodox evangelical religious
    black white asian african caribbean chinese pakistani bangladeshi indian polish romanian ukrainian roma gypsy traveller irish
    bulgarian somali nigerian syrian afghan turkish kurdish arab
    immigrant migrant refugee foreign
    disabled deaf blind wheelchair
    gay lesbian bisexual transgender trans queer nonbinary lgbt lgbtq lgbtqia
    pregnant divorced unmarried
  `),
  'non binary',
  'mixed race',
  'asylum seeking',
  'ethnic minority',
  'minority ethnic',
  'same sex',
  'looked after',
  'jehovah witness',
  'jehovahs witness',
  'jehovahs witnesses',
];

/** People of a school: the word before them is said of them. */
export const PEOPLE: readonly string[] = words(`
  pupil pupils student students child children kid kids boy boys girl girls learner learners
  family families parent parents carer carers mum mums dad dads mother mothers father fathers
  teacher teachers colleague colleagues staff governor governors headteacher classmate classmates person
  lad lads youngsters user users couple couples
`);

/** Many people at once, said as if they were all alike: "all immigrants", "too many travellers". */
export const WHOLE_GROUPS: readonly string[] = words(`
  muslims christians jews hindus sikhs buddhists catholics protestants atheists immigrants migrants foreigners refugees gypsies
  gays lesbians blacks whites asians africans arabs indians pakistanis poles romanians
`);
