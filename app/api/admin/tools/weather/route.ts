import { route } from "@/lib/http";
import { setWeatherKey } from "@/lib/tools";
import { WeatherKeyInput } from "@/lib/tools/schema";

/** PUT /api/admin/tools/weather: sets or takes away the key of the weather tool. */
export const PUT = route({
  access: "admin",
  body: WeatherKeyInput,
  handle: async ({ ctx, body }) => {
    await setWeatherKey(ctx, body);
    return new Response(null, { status: 204 });
  },
});
