// What the phone's picker offers: every kind of photo that can be opened, HEIC among them, which then goes up as it is.

export const PHOTO_TYPES = [
  ...['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff', 'heic', 'heif'].map((type) => `image/${type}`),
  '.heic',
  '.heif',
].join(',');
