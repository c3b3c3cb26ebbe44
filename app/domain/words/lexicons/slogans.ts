// Slogans that belong to somebody, known to everyone. Everyday turns of phrase that also advertise something ("Just do it") are
// left out; a trust adds what matters to it to its own list.

/** Goes up whenever a slogan comes in or goes out. */
export const SLOGANS_VERSION = 1;

export const SLOGANS: readonly string[] = [
  'im lovin it',
  'every little helps',
  'have a break have a kit kat',
  'have a break have a kitkat',
  'because youre worth it',
  'because im worth it',
  'the happiest place on earth',
  'finger lickin good',
  'it gives you wings',
  'gives you wings',
  'never knowingly undersold',
  'vorsprung durch technik',
  'beanz meanz heinz',
  'snap crackle and pop',
  'theyre grrreat',
  'melts in your mouth not in your hands',
  'taste the rainbow',
  'live well for less',
  'this is not just food',
  'should have gone to specsavers',
  'it does exactly what it says on the tin',
  'gotta catch em all',
  'to infinity and beyond',
  'may the force be with you',
];
