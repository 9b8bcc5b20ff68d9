const PUBLISH = /^H?PUB (\S+) (?:\S+ )?(?:\d+ )?(\d+)$/i;
const LONGEST_LINE = 8192;

/**
 * Reads what a NATS client says frame by frame, so that single frames can be left out without tearing the rest. Bytes of
 * another protocol go through as they are.
 */
export class NatsFrames {
  private rest: Buffer = Buffer.alloc(0);
  private foreign = false;
  private dropped = 0;

  /** What may go on of these bytes; acknowledgements are left out where they shall be. */
  feed(piece: Buffer, dropAcks: boolean): Buffer {
    if (this.foreign) return piece;
    let bytes = this.rest.length > 0 ? Buffer.concat([this.rest, piece]) : piece;
    const out: Buffer[] = [];
    for (;;) {
      const end = bytes.indexOf('\r\n');
      if (end < 0) break;
      const publish = PUBLISH.exec(bytes.toString('latin1', 0, end));
      const size = publish ? end + 2 + Number(publish[2]) + 2 : end + 2;
      if (bytes.length < size) break;
      if (dropAcks && publish?.[1]?.startsWith('$JS.ACK.')) this.dropped += 1;
      else out.push(bytes.subarray(0, size));
      bytes = bytes.subarray(size);
    }
    this.rest = bytes;
    // no line of a NATS client is so long, and none of another protocol is one
    if (bytes.indexOf('\r\n') < 0 && (bytes.length > LONGEST_LINE || !looksLikeNats(bytes))) {
      this.foreign = true;
      out.push(bytes);
      this.rest = Buffer.alloc(0);
    }
    return Buffer.concat(out);
  }

  /** How many were left out since it was asked last. */
  takeDropped(): number {
    const { dropped } = this;
    this.dropped = 0;
    return dropped;
  }
}

function looksLikeNats(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 8).toUpperCase();
  return ['CONNECT ', 'PING', 'PONG', 'PUB ', 'HPUB ', 'SUB ', 'UNSUB '].some(
    (verb) => verb.startsWith(start.slice(0, verb.length)) || start.startsWith(verb),
  );
}
