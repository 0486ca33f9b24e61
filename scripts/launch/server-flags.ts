/**
 * How Node runs the server. V8's memory reducer marks the whole heap when the first requests come after a quiet time:
 * they waited up to 100 ms for it, and a quarter of the server's processor time went there (tests/bench/chat-stream.ts).
 * The space for young objects, which V8 lets grow to 128 MB while the server starts and then keeps, is held at half of
 * that; a quarter was tried, and cost processor time.
 */
export const serverFlags = ["--no-memory-reducer", "--max-semi-space-size=32"];

/**
 * How its memory is handed out outside of V8, where glibc does so. Decoding a picture takes and gives back tens of
 * megabytes in large pieces, on whichever thread is free: without this each thread keeps what it once had, and ten
 * pictures of 12 megapixels leave hundreds behind (tests/bench/pictures.ts). Elsewhere these say nothing.
 */
export const serverVariables = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "131072",
  MALLOC_TRIM_THRESHOLD_: "131072",
};
