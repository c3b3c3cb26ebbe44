// A decoded picture as plain bytes, for what is done to pixels without any picture library.

/** RGB, three bytes a pixel, row by row from the top */
export interface Pixels {
  /** px */
  width: number;
  height: number;
  data: Uint8Array;
}
