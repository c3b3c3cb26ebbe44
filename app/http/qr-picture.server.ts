// A square code for a phone's camera, as one path of squares for an SVG: sharp on paper at any size.
import qrcode from 'qrcode-generator';

export interface QrPicture {
  /** modules along one side, the white border of four included */
  size: number;
  /** `d` of an SVG path in modules */
  path: string;
}

/** White modules around it, without which cameras do not find it. */
const BORDER = 4;

/** `text`: an address, in as few modules as hold it. Throws when it is too long for any. */
export function qrPicture(text: string): QrPicture {
  const qr = qrcode(0, 'M');
  qr.addData(text, 'Byte');
  qr.make();
  const count = qr.getModuleCount();
  let path = '';
  for (let y = 0; y < count; y++)
    for (let x = 0; x < count; x++) if (qr.isDark(y, x)) path += `M${x + BORDER} ${y + BORDER}h1v1h-1z`;
  return { size: count + 2 * BORDER, path };
}
