// What only somebody who speaks for the school may write about, and what looks like it and is ordinary school life:
// match scores, quiz results, attendance awards, lightning strikes.
import type { SpokenTopic } from '#app/domain/words/speech/spoken-topics.ts';
import type { TopicLexicon } from '#app/domain/words/reading/topic-finder.ts';
import { MONEY } from './performance/money.ts';
import { RESULTS } from './performance/results.ts';
import { STAFF_AND_LAW } from './performance/staff-and-law.ts';
import { STANDING } from './performance/standing.ts';

export const PERFORMANCE: TopicLexicon<SpokenTopic> = {
  version: 3,
  alike: [
    'ofsted parent view',
    'parent view',
    'fire inspection*',
    'kit inspection*',
    'uniform inspection*',
    'results day',
    'sound results',
    'attention deficit',
    'legal tender',
    'tender loving care',
    'tennis court*',
    'mock trial*',
    'mock tribunal*',
    'mock court*',
    'tribunal of fame',
    'lightning strike*',
    'bird strike',
    'strike a pose',
    'strike a chord',
    'strike a balance',
    'strike up',
    'miners strike',
    'matchgirls strike',
    'match girls strike',
    'general strike',
    'dinner ladies strike up',
    'attendance award*',
    'attendance certificate*',
    'attendance trophy',
    'attendance cup',
    'attendance hero*',
    'attendance at the',
    'attendance at our',
    'attendance at parents',
    'reserves team',
    'nature reserve*',
    'first reserves',
    'in unison',
    'trust and merger*',
  ],
  topics: { ...STANDING, ...RESULTS, ...MONEY, ...STAFF_AND_LAW },
};
