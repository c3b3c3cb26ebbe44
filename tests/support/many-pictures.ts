// Hundreds of small drawn pictures of many kinds, and what may happen to a picture on its way round the world: to
// measure how surely a picture is known again, and how rarely another is taken for it.
import sharp from 'sharp';

/** A repeatable source of numbers from 0 to 1. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Dice = () => number;
interface Size {
  width: number;
  height: number;
}

export const PICTURE_KINDS = [
  'group',
  'class photo before one backdrop',
  'landscape',
  'gradient',
  'texture',
  'slide of one template',
  'room',
] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

const SIZES: readonly Size[] = [
  { width: 480, height: 360 },
  { width: 360, height: 480 },
  { width: 480, height: 320 },
];

const within = (roll: Dice, least: number, most: number): number => least + (most - least) * roll();
const whole = (roll: Dice, least: number, most: number): number => Math.floor(within(roll, least, most + 1));
const grey = (roll: Dice, least = 30, most = 225): string => {
  const rgb = [0, 1, 2].map(() => whole(roll, least, most));
  return `rgb(${rgb.join()})`;
};
const SKINS = ['#f1c9a5', '#c68642', '#8d5524', '#e0ac69', '#5c3a24', '#ffdcbe'];
const HAIRS = ['#2b1b10', '#d9b45a', '#111', '#7a3b12', '#bebebe'];
const pick = <T>(roll: Dice, of: readonly T[]): T => of[whole(roll, 0, of.length - 1)] as T;

function face(roll: Dice, x: number, y: number, r: number): string {
  const hair = pick(roll, HAIRS);
  const long = roll() < 0.4;
  return [
    `<rect x="${x - r * 1.3}" y="${y + r * 0.9}" width="${r * 2.6}" height="${r * 2.6}" rx="${r * 0.6}" fill="${grey(roll)}"/>`,
    `<ellipse cx="${x}" cy="${y - r * 0.2}" rx="${r * 1.05}" ry="${r * (long ? 1.5 : 1.1)}" fill="${hair}"/>`,
    `<ellipse cx="${x}" cy="${y + r * 0.15}" rx="${r * 0.8}" ry="${r}" fill="${pick(roll, SKINS)}"/>`,
    `<circle cx="${x - r * 0.3}" cy="${y}" r="${r * 0.1}"/><circle cx="${x + r * 0.3}" cy="${y}" r="${r * 0.1}"/>`,
    `<path d="M ${x - r * 0.3} ${y + r * 0.55} q ${r * 0.3} ${r * within(roll, 0, 0.3)} ${r * 0.6} 0" stroke="#822" fill="none"/>`,
  ].join('');
}

function backdrop(roll: Dice, { width, height }: Size): string {
  const parts = [`<rect width="${width}" height="${height}" fill="${grey(roll)}"/>`];
  for (let i = 0; i < 14; i++)
    parts.push(
      `<rect x="${within(roll, -40, width)}" y="${within(roll, -40, height)}" width="${within(roll, 30, 160)}" height="${within(roll, 30, 160)}" fill="${grey(roll)}"/>`,
    );
  return parts.join('');
}

function group(roll: Dice, size: Size): string {
  const parts = [backdrop(roll, size)];
  const count = whole(roll, 1, 12);
  for (let i = 0; i < count; i++) {
    const r = within(roll, 14, count < 4 ? 70 : 30);
    parts.push(
      face(roll, within(roll, r, size.width - r), within(roll, size.height * 0.25, size.height * 0.8), r),
    );
  }
  return parts.join('');
}

/** Rows of other children before the very same wall, as a photographer takes one class after another. */
function classPhoto(roll: Dice, size: Size): string {
  const parts = [backdrop(dice(7), size)];
  const perRow = whole(roll, 7, 9);
  for (let row = 0; row < 3; row++)
    for (let i = 0; i < perRow; i++) {
      const x = ((i + 0.5 + (row % 2) * 0.3) * size.width) / (perRow + 0.4) + within(roll, -5, 5);
      parts.push(face(roll, x, size.height * (0.3 + row * 0.22) + within(roll, -6, 6), within(roll, 14, 18)));
    }
  return parts.join('');
}

function landscape(roll: Dice, { width, height }: Size): string {
  const parts = [`<rect width="${width}" height="${height}" fill="${grey(roll, 120, 240)}"/>`];
  parts.push(
    `<circle cx="${within(roll, 0, width)}" cy="${within(roll, 0, height / 3)}" r="${within(roll, 10, 40)}" fill="#ffd"/>`,
  );
  for (let layer = 0; layer < 3; layer++) {
    const points = [`0,${height}`];
    for (let i = 0; i <= 6; i++)
      points.push(`${(i * width) / 6},${height * (0.3 + layer * 0.18) + within(roll, -0.14, 0.14) * height}`);
    parts.push(`<polygon points="${points.join(' ')} ${width},${height}" fill="${grey(roll, 40, 190)}"/>`);
  }
  for (let i = whole(roll, 3, 14); i > 0; i--) {
    const [x, y, s] = [within(roll, 0, width), within(roll, height * 0.45, height), within(roll, 12, 60)];
    parts.push(
      `<polygon points="${x},${y - s * 1.6} ${x - s / 2},${y} ${x + s / 2},${y}" fill="${grey(roll, 20, 150)}"/>`,
    );
  }
  return parts.join('');
}

function gradient(roll: Dice, { width, height }: Size): string {
  const stops = Array.from(
    { length: whole(roll, 2, 5) },
    (_, i) => `<stop offset="${i / 4}" stop-color="${grey(roll, 0, 255)}"/>`,
  );
  const blobs = Array.from(
    { length: whole(roll, 2, 6) },
    (_, i) =>
      `<radialGradient id="b${i}"><stop offset="0" stop-color="${grey(roll, 0, 255)}"/><stop offset="1" stop-color="#888" stop-opacity="0"/></radialGradient><circle cx="${within(roll, 0, width)}" cy="${within(roll, 0, height)}" r="${within(roll, 60, 220)}" fill="url(#b${i})"/>`,
  );
  const [x, y] = [roll(), roll()];
  return `<linearGradient id="g" x1="0" y1="0" x2="${x}" y2="${y}">${stops.join('')}</linearGradient><rect width="${width}" height="${height}" fill="url(#g)"/>${blobs.join('')}`;
}

function slide(roll: Dice, { width, height }: Size): string {
  const parts = [
    `<rect width="${width}" height="${height}" fill="#fafafa"/><rect width="${width}" height="46" fill="#16415e"/><rect x="${width - 70}" y="${height - 50}" width="50" height="36" fill="#c33"/>`,
  ];
  const lines = whole(roll, 5, 9);
  for (let line = 0; line < lines; line++) {
    let x = 30;
    const end = within(roll, width * 0.4, width - 40);
    while (x < end) {
      const w = within(roll, 8, 46);
      parts.push(`<rect x="${x}" y="${70 + line * 26}" width="${w}" height="13" fill="#222"/>`);
      x += w + 7;
    }
  }
  return parts.join('');
}

function room(roll: Dice, { width, height }: Size): string {
  const parts = [
    `<rect width="${width}" height="${height}" fill="${grey(roll, 150, 240)}"/><rect y="${height * 0.7}" width="${width}" height="${height * 0.3}" fill="${grey(roll, 60, 160)}"/>`,
  ];
  for (let i = whole(roll, 6, 22); i > 0; i--)
    parts.push(
      `<rect x="${within(roll, 0, width * 0.9)}" y="${within(roll, 0, height * 0.9)}" width="${within(roll, 15, 110)}" height="${within(roll, 10, 90)}" fill="${grey(roll)}" transform="rotate(${within(roll, -8, 8)})"/>`,
    );
  if (roll() < 0.5) parts.push(face(roll, within(roll, 60, width - 60), height * 0.5, within(roll, 20, 50)));
  return parts.join('');
}

/** Octaves of smooth noise: grass, gravel, knitwear. */
async function texture(roll: Dice, { width, height }: Size): Promise<Buffer> {
  const sum = new Float64Array(width * height);
  let weight = 0;
  for (const cells of [4, 9, 20, 45]) {
    const part = within(roll, 0.3, 1);
    weight += part;
    const coarse = Buffer.from(Uint8Array.from({ length: cells * cells }, () => Math.floor(roll() * 256)));
    const fine = await sharp(coarse, { raw: { width: cells, height: cells, channels: 1 } })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .extractChannel(0)
      .raw()
      .toBuffer();
    for (let i = 0; i < sum.length; i++) sum[i]! += part * (fine[i] as number);
  }
  const bytes = Buffer.from(Uint8Array.from(sum, (value) => value / weight));
  return sharp(bytes, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

const DRAWN: Record<Exclude<PictureKind, 'texture'>, (roll: Dice, size: Size) => string> = {
  group,
  'class photo before one backdrop': classPhoto,
  landscape,
  gradient,
  'slide of one template': slide,
  room,
};

/** Picture number `index` of a kind, always the same, as a PNG of about 480 × 360 px. */
export async function drawnPicture(kind: PictureKind, index: number): Promise<Buffer> {
  const roll = dice(index * 7_919 + PICTURE_KINDS.indexOf(kind) * 104_729 + 1);
  const oneSize = kind.startsWith('class') || kind.startsWith('slide');
  const size = oneSize ? (SIZES[0] as Size) : pick(roll, SIZES);
  if (kind === 'texture') return texture(roll, size);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${DRAWN[kind](roll, size)}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' }).png().toBuffer();
}

/** What may happen to a picture before it comes back. Each takes the picture and a source of numbers. */
export const PICTURE_CHANGES: Readonly<Record<string, (picture: Buffer, roll: Dice) => Promise<Buffer>>> = {
  'encoded again, JPEG quality 35': (picture) => sharp(picture).jpeg({ quality: 35 }).toBuffer(),
  'shrunk to 160 px': (picture) =>
    sharp(picture).resize(160, 160, { fit: 'inside' }).jpeg({ quality: 70 }).toBuffer(),
  'brighter or darker by a quarter': (picture, roll) =>
    sharp(picture)
      .modulate({ brightness: roll() < 0.5 ? 0.75 : 1.25 })
      .jpeg()
      .toBuffer(),
  'more or less contrast by a third': (picture, roll) => {
    const by = roll() < 0.5 ? 0.67 : 1.33;
    return sharp(picture)
      .linear(by, 128 * (1 - by))
      .jpeg()
      .toBuffer();
  },
  'cropped to 80–100 % of each side': (picture, roll) =>
    cropped(picture, within(roll, 0.8, 1), within(roll, 0.8, 1), roll(), roll()),
  'cropped to 80 % of each side': (picture, roll) => cropped(picture, 0.8, 0.8, roll(), roll()),
  'cropped to 80 % in a corner': (picture, roll) =>
    cropped(picture, 0.8, 0.8, Math.round(roll()), Math.round(roll())),
  'turned by up to 5°, corners filled': (picture, roll) =>
    sharp(picture)
      .rotate(within(roll, -5, 5), { background: roll() < 0.5 ? '#000' : '#fff' })
      .jpeg()
      .toBuffer(),
  'turned by up to 5°, corners cut off': (picture, roll) => straightened(picture, within(roll, -5, 5)),
  'turned by 5°, corners cut off': (picture, roll) => straightened(picture, roll() < 0.5 ? -5 : 5),
  mirrored: (picture) => sharp(picture).flop().jpeg().toBuffer(),
  'mirrored, cropped to 85 %, shrunk and encoded again': async (picture, roll) =>
    sharp(await cropped(await sharp(picture).flop().toBuffer(), 0.85, 0.85, roll(), roll()))
      .resize(240, 240, { fit: 'inside' })
      .jpeg({ quality: 50 })
      .toBuffer(),
};

async function cropped(picture: Buffer, w: number, h: number, x: number, y: number): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const [cutWidth, cutHeight] = [Math.ceil(width * w), Math.ceil(height * h)];
  const left = Math.floor((width - cutWidth) * x);
  const top = Math.floor((height - cutHeight) * y);
  return sharp(picture).extract({ left, top, width: cutWidth, height: cutHeight }).jpeg().toBuffer();
}

/** Turned, then cut to the largest piece of the same shape that has no empty corner. */
async function straightened(picture: Buffer, degrees: number): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const turned = sharp(await sharp(picture).rotate(degrees).png().toBuffer());
  const size = await turned.metadata();
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const long = Math.max(width, height) / Math.min(width, height);
  const scale = 1 / (Math.cos(angle) + Math.sin(angle) * long);
  const [cutWidth, cutHeight] = [Math.floor(width * scale), Math.floor(height * scale)];
  return turned
    .extract({
      left: Math.round((size.width - cutWidth) / 2),
      top: Math.round((size.height - cutHeight) / 2),
      width: cutWidth,
      height: cutHeight,
    })
    .jpeg()
    .toBuffer();
}

/** Any encoded picture as the square of grey values that a likeness is made from. */
export const greySquare = (picture: Uint8Array, side: number): Promise<Buffer> =>
  sharp(picture).greyscale().resize(side, side, { fit: 'fill' }).raw().toBuffer();
