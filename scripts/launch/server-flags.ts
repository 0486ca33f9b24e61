/**
 * How Node runs the server. V8's memory reducer marks the whole heap when the first requests come after a quiet time:
 * they waited up to 100 ms for it, and a quarter of the server's processor time went there (tests/bench/chat-stream.ts).
 */
export const serverFlags = ["--no-memory-reducer"];
