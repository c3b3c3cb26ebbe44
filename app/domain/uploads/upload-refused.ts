// Why an upload cannot begin or go on. The page says it in words; nothing of the upload is lost by being told.

export type UploadRefusal =
  | 'empty'
  | 'too_many_bytes'
  | 'too_many_photos'
  | 'too_many_on_the_way'
  | 'too_many_pieces'
  | 'expired'
  | 'wrong_offset'
  | 'id_taken'
  | 'code_full'
  | 'rights_not_said';

export class UploadRefused extends Error {
  constructor(readonly code: UploadRefusal) {
    super(`upload refused: ${code}`);
    this.name = 'UploadRefused';
  }
}
