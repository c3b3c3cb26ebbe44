// T-21: nobody is asked to write in private, to follow or to add a person, however it is written.
import { describe, expect, it } from 'vitest';
import { contactInvitations } from '#app/domain/words/speech/contact-invitations.ts';
import { readingOf } from '#tests/support/read-words.ts';

const find = readingOf(contactInvitations);
const marked = (text: string) => find(text).map(({ from, to }) => text.slice(from, to));

describe('stops', () => {
  it.each([
    ['Questions? DM us!', 'DM us'],
    ['Please D.M. us', 'D.M. us'],
    ['d-m us', 'd-m us'],
    ['D M us', 'D M us'],
    ['Message me for details', 'Message me'],
    ['Just mess*age me', 'mess*age me'],
    ['m3ssage me', 'm3ssage me'],
    ['Follow me on TikTok', 'Follow me'],
    ['f.o.l.l.o.w me', 'f.o.l.l.o.w me'],
    ['f o l l o w me', 'f o l l o w me'],
    ['f0llow me', 'f0llow me'],
    ['ADD ME', 'ADD ME'],
    ['Add me on Snap', 'Add me'],
    ['Inbox me, hun', 'Inbox me'],
    ['Snap me later', 'Snap me'],
    ['WhatsApp me on this one', 'WhatsApp me'],
    ['whats-app me', 'whats-app me'],
    ['My DMs are open', 'My DMs'],
    ['Hit me up', 'Hit me up'],
    ['my insta is below', 'my insta is'],
    ['Mеssagе mе', 'Mеssagе mе'],
    ['#FollowMe', 'FollowMe'],
    ['Message us to book', 'Message us'],
    ['Send us a DM', 'Send us a DM'],
  ])('%j', (text, words) => {
    expect(marked(text)).toEqual([words]);
    expect(find(text)).toEqual([
      expect.objectContaining({ level: 'block', opener: 'nobody', check: 'T-21' }),
    ]);
  });
});

it.each([
  'Follow us for more',
  'Follow @AshwickLanePri',
  'Contact the school office',
  'Message us via ParentMail',
  'Please message us on the ClassDojo app',
  'A message from our headteacher',
  'Doors open at 3 pm. Us and them is on at 4 pm',
  'Meet at 3pm, me and you',
  'Please add me to the list, said one family',
  'The messages we got were lovely',
  'Snap! Me and my shadow won',
  'Will you join us?',
  'Let us follow the trail',
  'My number one book',
  'The DMS building',
  'Well done to all. Me? I am proud.',
])('leaves %j alone', (text) => expect(marked(text)).toEqual([]));
