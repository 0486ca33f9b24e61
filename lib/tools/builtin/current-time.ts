import { AppError } from "@/lib/core";
import { now } from "@/lib/db";
import type { ReadyTool } from "../toolbox";

/** Date and time, in the person's own zone unless another is asked for. */
export function currentTime(ownZone: string | undefined): ReadyTool {
  return {
    definition: {
      name: "current_time",
      description:
        "Tells the present date, weekday and time: in the person's own time zone, or in another one given by its IANA name.",
      parameters: {
        type: "object",
        properties: {
          zone: {
            type: "string",
            description: "IANA name such as Asia/Shanghai; leave out for the own zone",
            maxLength: 60,
          },
        },
        additionalProperties: false,
      },
    },
    asks: false,
    call: async (_ctx, { zone }) => {
      const wanted = typeof zone === "string" && zone.trim() !== "" ? zone.trim() : (ownZone ?? "UTC");
      return { ok: true, text: describeTime(now(), wanted) };
    },
  };
}

/** @throws AppError `invalid_input` for a zone that does not exist */
export function describeTime(time: Date, zone: string): string {
  let parts: Record<string, string>;
  try {
    const format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      weekday: "long",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZoneName: "longOffset",
    });
    parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  } catch {
    throw new AppError(
      "invalid_input",
      `There is no time zone ${JSON.stringify(zone.slice(0, 60))}. Use an IANA name such as Europe/Berlin.`,
    );
  }
  const { weekday, year, month, day, hour, minute, second, timeZoneName } = parts;
  return `${weekday}, ${year}-${month}-${day} ${hour}:${minute}:${second} (${zone}, ${timeZoneName})`;
}

/** A zone that formatting knows; anything else from a browser is left out. */
export function knownZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    return undefined;
  }
}
