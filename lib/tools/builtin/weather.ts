import { AppError } from "@/lib/core";
import { env } from "@/lib/env";
import { operatorFetch } from "../outbound";
import type { ReadyTool } from "../toolbox";

/**
 * Weather of a place, now or for up to three days.
 * @param key of the installation's account
 * @see WeatherAPI.com documentation, current.json and forecast.json (2026-11)
 */
export function weather(key: string): ReadyTool {
  return {
    definition: {
      name: "get_weather",
      description: "Tells the weather of a place now, and the forecast for up to three days.",
      parameters: {
        type: "object",
        properties: {
          place: { type: "string", description: "a city, for example Hangzhou", minLength: 1, maxLength: 100 },
          days: { type: "integer", description: "days of forecast", minimum: 0, maximum: 3 },
        },
        required: ["place"],
        additionalProperties: false,
      },
    },
    asks: false,
    call: async (_ctx, { place, days }, { signal }) => {
      const count = typeof days === "number" ? days : 0;
      const address = new URL(`${env().WEATHERAPI_BASE_URL}/${count > 0 ? "forecast" : "current"}.json`);
      address.searchParams.set("key", key);
      address.searchParams.set("q", String(place));
      if (count > 0) address.searchParams.set("days", String(count));
      const response = await operatorFetch(address.origin)(address, {
        signal,
        headers: { accept: "application/json" },
      });
      const body: unknown = await response.json().catch(() => undefined);
      if (!response.ok) throw refusal(response.status, body);
      return { ok: true, text: describe(body) };
    },
  };
}

function refusal(status: number, body: unknown): AppError {
  const code = field(field(body, "error"), "code");
  if (code === 1006) return new AppError("not_found", "The weather service does not know this place.");
  if (status === 401 || status === 403) {
    return new AppError(
      "unavailable",
      "The weather service refused the installation's key. An administrator can set another.",
    );
  }
  return new AppError("unavailable", `The weather service answered with status ${status}.`);
}

/** The fields that answer questions, in a few lines. */
function describe(body: unknown): string {
  const location = field(body, "location");
  const current = field(body, "current");
  if (!location || !current) throw new AppError("unavailable", "The weather service's answer could not be read.");
  const place = ["name", "region", "country"].map((name) => plain(field(location, name))).filter(Boolean);
  const lines = [
    `${place.join(", ")} (local time ${plain(field(location, "localtime"))})`,
    `Now: ${plain(field(field(current, "condition"), "text"))}, ${plain(field(current, "temp_c"))} °C, feels like ` +
      `${plain(field(current, "feelslike_c"))} °C, humidity ${plain(field(current, "humidity"))} %, wind ` +
      `${plain(field(current, "wind_kph"))} km/h ${plain(field(current, "wind_dir"))}`,
  ];
  const days = field(field(body, "forecast"), "forecastday");
  for (const day of Array.isArray(days) ? (days as unknown[]).slice(0, 3) : []) {
    const values = field(day, "day");
    lines.push(
      `${plain(field(day, "date"))}: ${plain(field(field(values, "condition"), "text"))}, ` +
        `${plain(field(values, "mintemp_c"))} to ${plain(field(values, "maxtemp_c"))} °C, rain ` +
        `${plain(field(values, "daily_chance_of_rain"))} %`,
    );
  }
  return lines.join("\n");
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).slice(0, 100) : "";
}
