// Wordings that say of themselves that they are not for everybody: confidential, privileged or not yet public.
import type { TopicLexicon } from '#app/domain/words/reading/topic-finder.ts';

export const CONFIDENTIAL: TopicLexicon<'confidential'> = {
  version: 1,
  alike: ['confidential helpline*', 'confidential support', 'confidential service', 'confidential advice'],
  topics: {
    confidential: [
      {
        tells: [
          'strictly confidential',
          'private and confidential',
          'privileged and confidential',
          'commercially sensitive',
          'commercial in confidence',
          'not for public release',
          'not for release',
          'not for wider circulation',
          'not yet public',
          'not yet been announced',
          'under embargo',
          'embargoed until',
          'internal use only',
          'internal only',
          'staff eyes only',
          'minutes of the governors',
          'legally privileged',
          'leaked document*',
          'before it is announced',
          'keep this quiet',
          'keep this to yourselves',
        ],
        hints: ['confidential', 'in confidence', 'embargo*', 'leaked'],
        beside: [
          'document*',
          'report',
          'letter',
          'email',
          'minutes',
          'meeting',
          'data',
          'information',
          'governors',
        ],
        unless: [
          'spy',
          'spies',
          'agent*',
          'mission',
          'detective*',
          'history',
          'helpline',
          'support',
          'childline',
        ],
      },
    ],
  },
};
