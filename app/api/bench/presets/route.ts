import { listPresets, savePreset } from "@/lib/bench";
import { SavePresetInput } from "@/lib/bench/schema";
import { route } from "@/lib/http";

/** GET /api/bench/presets: the caller's presets. */
export const GET = route({
  access: "user",
  handle: async ({ ctx }) => Response.json({ presets: await listPresets(ctx) }),
});

/** Longest request in bytes. */
const maxBodyBytes = 4_500_000;

/** POST /api/bench/presets: keeps a request under a name, in place of one of the same name. */
export const POST = route({
  access: "user",
  body: SavePresetInput,
  maxBodyBytes,
  handle: async ({ ctx, body }) => Response.json({ preset: await savePreset(ctx, body) }, { status: 201 }),
});
