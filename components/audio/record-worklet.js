/**
 * Hands what the microphone hears to the page in pieces of one channel. Runs in the browser's audio thread; the browser
 * loads this file by its address, so it is plain JavaScript and imports nothing.
 */
const PIECE = 2048;

class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.piece = new Float32Array(PIECE);
    this.filled = 0;
    this.ended = false;
    this.port.onmessage = () => {
      this.send();
      this.port.postMessage(null);
      this.ended = true;
    };
  }

  process([channels]) {
    const length = channels?.[0]?.length ?? 0;
    for (let index = 0; index < length; index++) {
      let sum = 0;
      for (const channel of channels) sum += channel[index];
      this.piece[this.filled++] = sum / channels.length;
      if (this.filled === PIECE) this.send();
    }
    return !this.ended;
  }

  send() {
    const piece = this.piece.slice(0, this.filled);
    this.filled = 0;
    if (piece.length > 0) this.port.postMessage(piece, [piece.buffer]);
  }
}

registerProcessor("recorder", Recorder);
