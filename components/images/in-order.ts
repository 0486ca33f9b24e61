/**
 * Hands on what comes of several pieces of work in the order in which they began, whichever ends first. One that fails
 * says so at once and holds up nobody.
 */
export function inOrder(): <Result>(work: Promise<Result>) => Promise<Result> {
  let begun: Promise<unknown> = Promise.resolve();
  return async (work) => {
    const earlier = begun;
    begun = Promise.allSettled([earlier, work]);
    const result = await work;
    await earlier;
    return result;
  };
}
