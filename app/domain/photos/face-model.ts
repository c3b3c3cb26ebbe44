// Which detector is trusted, and how many faces its drawn proof holds: the isolated process checks the file it
// opens, its parent checks what the process says it opened, and each result is kept with it.

/** SHA-256 of the one file of weights whose recall was measured: UltraFace RFB-320 (MIT), a detector only. */
export const FACE_MODEL_SHA256 = '6c0256ccd3164f844736a401faf936ec2930764a87ae39442180887d0c5c8854';

/** Faces in the picture that a face finder must find, all and no more, before it is believed. */
export const DRAWN_FACES = 18;
