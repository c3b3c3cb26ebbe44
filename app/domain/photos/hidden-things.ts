// What beside faces is hidden in a photo because it says who or where somebody is (I-08, I-11, R-35).

export const HIDDEN_THINGS = ['badge', 'number_plate', 'screen', 'writing', 'other'] as const;
export type HiddenThing = (typeof HIDDEN_THINGS)[number];
