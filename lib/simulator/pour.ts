import type { Call } from "./call";

/** Tokens written in one go where no pace is set, so that one stream never holds up the others. */
const BURST = 256;

export interface Flow {
  /** how many pieces there are */
  count: number;
  /** the bytes of one piece */
  render: (index: number) => string;
  firstTokenMs: number;
  /** 0 for no pause */
  tokensPerSecond: number;
  /** called with how many have been handed to the connection */
  onProgress: (sent: number) => void;
}

/**
 * Writes pieces at the pace of a generating model. When a token is late the next ones catch up, so the rate holds over time.
 * A reader that does not keep up stops the flow until it has caught up.
 * @returns when everything is written or the client has gone
 */
export function pour(call: Call, flow: Flow): Promise<void> {
  const { wheel } = call.world;
  const { response } = call;
  const startMs = call.arrivedMs + flow.firstTokenMs;
  const stepMs = flow.tokensPerSecond > 0 ? 1000 / flow.tokensPerSecond : 0;
  let next = 0;

  return new Promise((resolve) => {
    let cancel = () => {};
    const finish = () => {
      cancel();
      response.off("close", finish);
      response.off("drain", write);
      resolve();
    };
    const write = () => {
      const nowMs = wheel.now();
      let text = "";
      const limit = Math.min(flow.count, next + BURST);
      while (next < limit && startMs + next * stepMs <= nowMs) text += flow.render(next++);
      if (text) {
        emit(call, text);
        flow.onProgress(next);
      }
      if (next >= flow.count) return finish();
      if (response.writableNeedDrain) return void response.once("drain", write);
      cancel = wheel.at(startMs + next * stepMs, write);
    };
    if (call.isGone || flow.count === 0) return resolve();
    response.once("close", finish);
    cancel = wheel.at(startMs, write);
  });
}

/** Writes a piece of an answer, byte by byte under the fault that asks for it. */
export function emit(call: Call, text: string): void {
  if (!call.hasFault("split-bytes")) {
    call.response.write(text);
    return;
  }
  for (const byte of Buffer.from(text)) call.response.write(Buffer.of(byte));
}
