// A rectangle on a photo: where a person's face is. Nothing is ever derived from what is inside it (F-30).

/** px of the upright clean photo, from its top left corner */
export interface FaceBox {
  x: number;
  y: number;
  width: number;
  height: number;
}
