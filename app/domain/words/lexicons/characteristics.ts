// Words for what people are or believe, as the Equality Act protects it, and for the people of a school. None of them is wrong;
// the approver reads the sentence once more.

/** Goes up whenever a word comes in or goes out. */
export const CHARACTERISTICS_VERSION = 2;

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

/** Words that name a characteristic or a belief whatever they are said of, and mean nothing else. */
export const MENTIONED: readonly string[] = [
  ...words(`
    islam islamic islamist muslim muslims christian christians christianity jewish jew jews judaism hindu hindus hinduism
    sikh sikhs sikhism buddhist buddhists buddhism catholic catholics catholicism protestant protestants anglican anglicans
    methodist methodists quaker quakers mormon mormons jain jains bahai pagan pagans paganism atheist atheists atheism
    agnostic humanist humanists humanism
    gay lesbian lesbians bisexual transgender nonbinary lgbt lgbtq lgbtqia homosexual homosexuality heterosexual
    disabled disability disabilities pregnant pregnancy maternity
    refugee refugees immigrant immigrants immigration migrant migrants gypsy gypsies roma romani
    racism racist antisemitism islamophobia homophobia homophobic transphobia sexism sexist ableism ageism
  `),
  'non binary',
  'mixed race',
  'asylum seeker*',
  'ethnic minorit*',
  'minority ethnic',
  'same sex',
  'sexual orientation',
  'gender identity',
  'gender reassignment',
  'protected characteristic*',
  'jehovah witness*',
  'jehovahs witness*',
];

/** Wordings that hold such a word for a thing that is only called so. */
export const ONLY_CALLED_SO: readonly string[] = [
  'disabled toilet*',
  'disabled parking',
  'disabled bay*',
  'disabled access',
  'maternity leave',
  'maternity cover',
  'same sex education',
];
