import type { ReadyTool } from "../toolbox";
import { arithmeticTools } from "./arithmetic";
import { convertUnits } from "./convert-units";
import { currentTime } from "./current-time";
import { weather } from "./weather";

/** What built-in tools depend on. */
export interface BuiltinSettings {
  timeZone?: string | undefined;
  weatherKey?: string | undefined;
  createPicture?: ReadyTool | undefined;
}

/** The tools that are there, by their function's name. */
export function builtinTools({ timeZone, weatherKey, createPicture }: BuiltinSettings): Record<string, ReadyTool> {
  return {
    ...arithmeticTools,
    convert_units: convertUnits,
    current_time: currentTime(timeZone),
    ...(weatherKey !== undefined && { get_weather: weather(weatherKey) }),
    ...(createPicture && { create_picture: createPicture }),
  };
}

const names = new Set([
  ...Object.keys(arithmeticTools),
  ...["convert_units", "current_time", "get_weather", "create_picture"],
]);

export const isBuiltinName = (name: string) => names.has(name);
