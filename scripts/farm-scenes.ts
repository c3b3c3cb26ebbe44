// Drawn photos for the README's pictures: a made-up class at a made-up farm, seen from behind, stored as a phone stores a photo,
// with everything hidden in it that has to be gone afterwards.
import sharp from 'sharp';
import { jpegSegment, withSegments } from '#tests/support/picture-pieces.ts';
import { cameraExif } from '#tests/support/pictures.ts';

/** A child seen from behind, standing at `x` on the ground at `y`; `tall` in px. */
function child(
  x: number,
  y: number,
  tall: number,
  look: { top: string; hair: string; skin: string },
): string {
  const u = tall / 100;
  const at = (dx: number, dy: number) => `${x + dx * u},${y + dy * u}`;
  return `
    <ellipse cx="${x}" cy="${y}" rx="${20 * u}" ry="${4 * u}" fill="#2d4a22" opacity=".28"/>
    <path d="M${at(-10, -36)} L${at(-9, -3)} L${at(-2, -3)} L${at(-1, -30)} L${at(1, -30)} L${at(2, -3)} L${at(9, -3)} L${at(10, -36)} Z" fill="#3b4657"/>
    <path d="M${at(-11, -2)} h${10 * u} v${-7 * u} h${-9 * u} Z M${at(1, -2)} h${10 * u} l${-1 * u},${-7 * u} h${-9 * u} Z" fill="#2f7d4f"/>
    <path d="M${at(-14, -68)} Q${at(0, -76)} ${at(14, -68)} L${at(13, -34)} Q${at(0, -30)} ${at(-13, -34)} Z" fill="${look.top}"/>
    <path d="M${at(-14, -67)} Q${at(-22, -52)} ${at(-17, -38)} l${5 * u},${-1 * u} Q${at(-15, -52)} ${at(-10, -62)} Z" fill="${look.top}"/>
    <path d="M${at(14, -67)} Q${at(24, -60)} ${at(24, -48)} l${-5 * u},${1 * u} Q${at(17, -56)} ${at(10, -62)} Z" fill="${look.top}"/>
    <circle cx="${x - 15 * u}" cy="${y - 36 * u}" r="${3.4 * u}" fill="${look.skin}"/>
    <circle cx="${x + 21.5 * u}" cy="${y - 46 * u}" r="${3.4 * u}" fill="${look.skin}"/>
    <rect x="${x - 4 * u}" y="${y - 76 * u}" width="${8 * u}" height="${8 * u}" fill="${look.skin}"/>
    <circle cx="${x}" cy="${y - 84 * u}" r="${12 * u}" fill="${look.skin}"/>
    <path d="M${at(-13, -80)} Q${at(-15, -99)} ${at(0, -99)} Q${at(15, -99)} ${at(13, -80)} Q${at(9, -72)} ${at(0, -73)} Q${at(-9, -72)} ${at(-13, -80)} Z" fill="${look.hair}"/>`;
}

function lamb(x: number, y: number, u: number): string {
  const legs = [-22, -12, 10, 20].map(
    (dx) => `<rect x="${x + dx * u}" y="${y - 22 * u}" width="${5 * u}" height="${22 * u}" fill="#3a3531"/>`,
  );
  const wool = [
    [-20, -34, 17],
    [-6, -42, 18],
    [10, -40, 18],
    [22, -32, 15],
    [2, -28, 20],
    [-12, -26, 16],
  ].map(
    ([dx = 0, dy = 0, r = 0]) =>
      `<circle cx="${x + dx * u}" cy="${y + dy * u}" r="${r * u}" fill="#f7f3e8"/>`,
  );
  return `${legs.join('')}${wool.join('')}
    <ellipse cx="${x - 36 * u}" cy="${y - 44 * u}" rx="${11 * u}" ry="${13 * u}" fill="#3a3531"/>
    <ellipse cx="${x - 27 * u}" cy="${y - 54 * u}" rx="${9 * u}" ry="${4 * u}" transform="rotate(24 ${x - 27 * u} ${y - 54 * u})" fill="#3a3531"/>
    <circle cx="${x - 32 * u}" cy="${y - 57 * u}" r="${6 * u}" fill="#f7f3e8"/>`;
}

const fence = (y: number): string =>
  Array.from(
    { length: 11 },
    (_, i) => `<rect x="${i * 165 - 20}" y="${y - 150}" width="26" height="170" rx="6" fill="#9b7b55"/>`,
  ).join('') +
  [0, 62]
    .map((dy) => `<rect x="-20" y="${y - 130 + dy}" width="1700" height="22" rx="8" fill="#b08f66"/>`)
    .join('');

const land = (hill: string, grass: string): string => `
  <defs>
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8fc3e8"/><stop offset="1" stop-color="#e9f3f4"/></linearGradient>
    <linearGradient id="grass" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${grass}"/><stop offset="1" stop-color="#5d8f3c"/></linearGradient>
  </defs>
  <rect width="1600" height="1200" fill="url(#sky)"/>
  <circle cx="1320" cy="190" r="80" fill="#fff3c4"/>
  <g fill="#ffffff" opacity=".85"><ellipse cx="330" cy="200" rx="150" ry="42"/><ellipse cx="420" cy="170" rx="90" ry="50"/><ellipse cx="940" cy="130" rx="120" ry="30"/></g>
  <path d="M0 560 Q400 400 820 540 T1600 480 V1200 H0 Z" fill="${hill}"/>
  <path d="M0 690 Q520 590 1000 670 T1600 640 V1200 H0 Z" fill="url(#grass)"/>`;

const barn = (x: number, y: number): string => `
  <rect x="${x}" y="${y - 190}" width="300" height="190" fill="#a8412f"/>
  <path d="M${x - 26} ${y - 180} L${x + 150} ${y - 300} L${x + 326} ${y - 180} Z" fill="#6e3327"/>
  <path d="M${x + 100} ${y} v-120 h100 v120 Z" fill="#5c2a20"/>
  <path d="M${x + 100} ${y} l100 -120 M${x + 200} ${y} l-100 -120" stroke="#a8412f" stroke-width="8"/>`;

const LOOKS = {
  amelia: { top: '#d8572a', hair: '#3b2417', skin: '#8d5a3a' },
  zara: { top: '#2f5fa8', hair: '#1d1512', skin: '#b98258' },
  isla: { top: '#e0b13a', hair: '#b4552b', skin: '#f0c8a4' },
  leo: { top: '#3d8f83', hair: '#c89b5a', skin: '#f2cfae' },
};

const SCENES = {
  /** two children at the fence, looking at four lambs */
  lambs: `${land('#8db36a', '#86b455')}${barn(1080, 640)}${lamb(430, 800, 2.6)}${lamb(900, 760, 2)}${lamb(1230, 830, 2.4)}${lamb(190, 770, 1.8)}${fence(960)}
    ${child(620, 1160, 500, LOOKS.amelia)}${child(960, 1170, 470, LOOKS.zara)}`,
  /** one child with a row of carrots */
  carrots: `${land('#9aba74', '#7fae52')}
    ${[0, 1, 2, 3].map((row) => `<path d="M-50 ${840 + row * 96} Q800 ${800 + row * 100} 1650 ${850 + row * 96}" stroke="#7a5434" stroke-width="${46 + row * 12}" fill="none"/>`).join('')}
    ${Array.from({ length: 36 }, (_, i) => {
      const [row, place] = [Math.floor(i / 9), i % 9];
      const [x, y] = [110 + place * 178 + row * 22, 818 + row * 98 - 14 * Math.sin(place / 2.6)];
      return `<path d="M${x} ${y} q-26 -40 -34 -74 M${x} ${y} q0 -46 2 -88 M${x} ${y} q26 -40 36 -72" stroke="#3f7d34" stroke-width="11" fill="none" stroke-linecap="round"/><ellipse cx="${x}" cy="${y + 4}" rx="15" ry="10" fill="#e2792b"/>`;
    }).join('')}
    ${child(820, 1090, 520, LOOKS.isla)}`,
  /** one child by the barn */
  barn: `${land('#8db36a', '#8ab85a')}${barn(560, 860)}${fence(1000)}${child(1080, 1160, 500, LOOKS.leo)}`,
} as const;

/** Out: a 12-megapixel JPEG of the scene with a camera's EXIF: place, time, owner and serial number. */
export async function farmPhoto(scene: keyof typeof SCENES): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="3000" viewBox="0 0 1600 1200">${SCENES[scene]}</svg>`;
  const jpeg = await sharp(Buffer.from(svg))
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 88 })
    .toBuffer();
  return withSegments(jpeg, jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), cameraExif(1)])));
}
