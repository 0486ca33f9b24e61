import { AppError } from "@/lib/core";
import { formatDecimal } from "../decimal";
import type { ReadyTool } from "../toolbox";
import { requireDecimal } from "./arithmetic";
import { convert, findUnit } from "./units";

/** Exact conversion by the definitions of the units. */
export const convertUnits: ReadyTool = {
  definition: {
    name: "convert_units",
    description:
      "Converts a quantity between units of length, mass, volume, area, speed, time, temperature, pressure, energy, power or data.",
    parameters: {
      type: "object",
      properties: {
        value: { type: ["string", "number"], description: "the quantity, for example 26.2" },
        from: { type: "string", description: "the unit it is in, for example mi", maxLength: 40 },
        to: { type: "string", description: "the unit wanted, for example km", maxLength: 40 },
      },
      required: ["value", "from", "to"],
      additionalProperties: false,
    },
  },
  asks: false,
  exactNumbers: true,
  call: async (_ctx, { value, from, to }) => {
    const quantity = requireDecimal(value);
    const source = requireUnit(String(from));
    const target = requireUnit(String(to));
    const result = convert(quantity, source, target);
    if (!result) {
      throw new AppError(
        "invalid_input",
        `${String(from)} measures ${source.dimension}, ${String(to)} ${target.dimension}.`,
      );
    }
    const sign = result.exact ? "=" : "≈";
    return {
      ok: true,
      text: `${formatDecimal(quantity)} ${source.names[0]} ${sign} ${result.value} ${target.names[0]}`,
    };
  },
};

function requireUnit(name: string) {
  const unit = findUnit(name);
  if (!unit) throw new AppError("invalid_input", `The unit ${JSON.stringify(name.slice(0, 40))} is not known.`);
  return unit;
}
