import { createHash } from "node:crypto";
import { Transform } from "node:stream";

export interface Counted {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Lets everything through, and tells at the end how much it was. */
export function counting(end: (counted: Counted) => void): Transform {
  const hash = createHash("sha256");
  let bytes = 0;
  return new Transform({
    transform(piece: Buffer, _, done) {
      hash.update(piece);
      bytes += piece.length;
      done(null, piece);
    },
    flush(done) {
      end({ bytes, sha256: hash.digest("hex") });
      done();
    },
  });
}
