import type { Creation, CreationCall, CreationOutput } from "@/lib/creations/schema";
import type { Asset } from "@/lib/media/schema";

/** One thing that was made and is there, with what it came from. */
export interface Result {
  creation: Creation;
  call: CreationCall;
  output: CreationOutput;
  asset: Asset;
  /** which of the creation's results it is, from 0 */
  index: number;
}

/** Everything of these creations that can be looked at, in the order in which it is shown. */
export function resultsOf(creations: readonly Creation[]): Result[] {
  return creations.flatMap((creation) =>
    creation.calls
      .flatMap((call) => call.outputs.map((output) => ({ call, output })))
      .flatMap(({ call, output }, index) =>
        output.asset && !output.asset.trashedAt ? [{ creation, call, output, asset: output.asset, index }] : [],
      ),
  );
}

/** The seed of a result: of its receipt where the provider has said it, else the one that was sent. */
export function seedOf(call: CreationCall): number | null {
  return call.receipt?.seed ?? call.seed;
}
