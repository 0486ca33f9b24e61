import { divide, formatDecimal, parseDecimal, type Decimal } from "../decimal";

/** A unit as a multiple of its dimension's base: a decimal or a fraction of two, exact by definition. */
interface Unit {
  dimension: string;
  factor: string;
  /** added before the factor is applied, for temperatures */
  offset?: string;
  names: readonly string[];
}

const unit = (dimension: string, factor: string, ...names: string[]): Unit => ({ dimension, factor, names });

/** @see The International System of Units (BIPM, 9th edition); the yard and pound agreement of 1959; NIST SP 811 */
const units: readonly Unit[] = [
  unit("length", "1", "m", "metre", "meter", "米"),
  unit("length", "1000", "km", "kilometre", "kilometer", "公里", "千米"),
  unit("length", "0.01", "cm", "centimetre", "centimeter", "厘米"),
  unit("length", "0.001", "mm", "millimetre", "millimeter", "毫米"),
  unit("length", "0.000001", "um", "µm", "μm", "micrometre", "micrometer", "微米"),
  unit("length", "0.000000001", "nm", "nanometre", "nanometer", "纳米"),
  unit("length", "0.0254", "in", "inch", "inches", "英寸"),
  unit("length", "0.3048", "ft", "foot", "feet", "英尺"),
  unit("length", "0.9144", "yd", "yard", "码"),
  unit("length", "1609.344", "mi", "mile", "英里"),
  unit("length", "1852", "nmi", "nautical mile", "海里"),
  unit("length", "500", "li", "里"),
  unit("length", "1/3", "chi", "尺"),
  unit("length", "1/30", "cun", "寸"),
  unit("mass", "1", "kg", "kilogram", "kilo", "公斤", "千克"),
  unit("mass", "0.001", "g", "gram", "克"),
  unit("mass", "0.000001", "mg", "milligram", "毫克"),
  unit("mass", "1000", "t", "tonne", "吨"),
  unit("mass", "0.45359237", "lb", "lbs", "pound", "磅"),
  unit("mass", "0.028349523125", "oz", "ounce", "盎司"),
  unit("mass", "6.35029318", "st", "stone", "英石"),
  unit("mass", "0.5", "jin", "斤"),
  unit("mass", "0.05", "liang", "两"),
  unit("volume", "1", "l", "litre", "liter", "升"),
  unit("volume", "0.001", "ml", "millilitre", "milliliter", "毫升"),
  unit("volume", "1000", "m3", "m³", "cubic metre", "cubic meter", "立方米"),
  unit("volume", "3.785411784", "gal", "gallon", "us gallon", "加仑"),
  unit("volume", "0.946352946", "qt", "quart"),
  unit("volume", "0.473176473", "pt", "pint"),
  unit("volume", "0.2365882365", "cup", "杯"),
  unit("volume", "0.0295735295625", "fl oz", "floz", "fluid ounce"),
  unit("volume", "0.01478676478125", "tbsp", "tablespoon", "汤匙"),
  unit("volume", "0.00492892159375", "tsp", "teaspoon", "茶匙"),
  unit("volume", "4.54609", "imperial gallon", "uk gallon", "英制加仑"),
  unit("volume", "0.56826125", "imperial pint", "uk pint"),
  unit("area", "1", "m2", "m²", "square metre", "square meter", "平方米"),
  unit("area", "1000000", "km2", "km²", "square kilometre", "square kilometer", "平方公里"),
  unit("area", "0.0001", "cm2", "cm²", "square centimetre", "square centimeter", "平方厘米"),
  unit("area", "10000", "ha", "hectare", "公顷"),
  unit("area", "2000/3", "mu", "亩"),
  unit("area", "0.09290304", "ft2", "ft²", "sq ft", "square foot", "square feet", "平方英尺"),
  unit("area", "0.00064516", "in2", "in²", "square inch", "square inches", "平方英寸"),
  unit("area", "4046.8564224", "acre", "英亩"),
  unit("area", "2589988.110336", "mi2", "mi²", "square mile", "平方英里"),
  unit("speed", "1", "m/s", "metre per second", "meter per second", "米每秒"),
  unit("speed", "5/18", "km/h", "kph", "kmh", "公里每小时"),
  unit("speed", "0.44704", "mph", "mile per hour", "miles per hour", "英里每小时"),
  unit("speed", "463/900", "kn", "knot", "节"),
  unit("time", "1", "s", "sec", "second", "秒"),
  unit("time", "0.001", "ms", "millisecond", "毫秒"),
  unit("time", "60", "min", "minute", "分钟"),
  unit("time", "3600", "h", "hr", "hour", "小时"),
  unit("time", "86400", "d", "day", "天"),
  unit("time", "604800", "wk", "week", "周"),
  unit("data", "1", "B", "byte", "字节"),
  unit("data", "0.125", "bit", "比特"),
  unit("data", "1000", "kB", "kilobyte"),
  unit("data", "1000000", "MB", "megabyte"),
  unit("data", "1000000000", "GB", "gigabyte"),
  unit("data", "1000000000000", "TB", "terabyte"),
  unit("data", "1024", "KiB", "kibibyte"),
  unit("data", "1048576", "MiB", "mebibyte"),
  unit("data", "1073741824", "GiB", "gibibyte"),
  unit("data", "1099511627776", "TiB", "tebibyte"),
  unit("pressure", "1", "Pa", "pascal", "帕"),
  unit("pressure", "1000", "kPa", "kilopascal", "千帕"),
  unit("pressure", "100", "hPa", "hectopascal", "mbar", "millibar", "百帕"),
  unit("pressure", "100000", "bar", "巴"),
  unit("pressure", "101325", "atm", "atmosphere", "标准大气压"),
  unit("pressure", "133.322387415", "mmHg", "毫米汞柱"),
  unit("pressure", "4.4482216152605/0.00064516", "psi"),
  unit("energy", "1", "J", "joule", "焦"),
  unit("energy", "1000", "kJ", "kilojoule", "千焦"),
  unit("energy", "4.184", "cal", "calorie", "卡"),
  unit("energy", "4184", "kcal", "kilocalorie", "千卡", "大卡"),
  unit("energy", "3600", "Wh", "watt hour"),
  unit("energy", "3600000", "kWh", "kilowatt hour", "度电", "千瓦时"),
  unit("energy", "1055.05585262", "BTU", "btu"),
  unit("power", "1", "W", "watt", "瓦"),
  unit("power", "1000", "kW", "kilowatt", "千瓦"),
  unit("power", "745.69987158227022", "hp", "horsepower", "英制马力"),
  unit("power", "735.49875", "PS", "metric horsepower", "马力"),
  unit("temperature", "1", "K", "kelvin", "开尔文"),
  { dimension: "temperature", factor: "1", offset: "273.15", names: ["C", "°C", "℃", "celsius", "摄氏度"] },
  { dimension: "temperature", factor: "5/9", offset: "459.67", names: ["F", "°F", "℉", "fahrenheit", "华氏度"] },
];

/** Exact names first: `mb` is not `MB` by accident of the order. */
export function findUnit(name: string): Unit | undefined {
  const wanted = name.trim().replace(/\s+/g, " ");
  const exact = units.find(({ names }) => names.includes(wanted));
  if (exact) return exact;
  const loose = wanted.toLowerCase();
  const singular = loose.replace(/^metres? per/, "metre per").replace(/s$/, "");
  return units.find(({ names }) => names.some((known) => [loose, singular].includes(known.toLowerCase())));
}

/**
 * Converts exactly; where the result has no end, to 15 significant digits.
 * @returns undefined where the two do not measure the same
 */
export function convert(value: Decimal, from: Unit, to: Unit): { value: string; exact: boolean } | undefined {
  if (from.dimension !== to.dimension) return undefined;
  const source = fractionOf(from.factor);
  const target = fractionOf(to.factor);
  // (value + offset) × from ÷ to, less the other offset: all over one denominator
  const shifted = add(toFraction(value), fractionOf(from.offset ?? "0"));
  const scaled = {
    numerator: shifted.numerator * source.numerator * target.denominator,
    denominator: shifted.denominator * source.denominator * target.numerator,
  };
  const offset = fractionOf(to.offset ?? "0");
  const { numerator, denominator } = add(scaled, { ...offset, numerator: -offset.numerator });
  const quotient = divide(numerator, denominator);
  return { value: formatDecimal(quotient.value), exact: quotient.exact };
}

interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

function add(a: Fraction, b: Fraction): Fraction {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function toFraction({ digits, scale }: Decimal): Fraction {
  return { numerator: digits, denominator: 10n ** BigInt(scale) };
}

function fractionOf(text: string): Fraction {
  const [above = "0", below = "1"] = text.split("/");
  const numerator = toFraction(parseDecimal(above)!);
  const denominator = toFraction(parseDecimal(below)!);
  return {
    numerator: numerator.numerator * denominator.denominator,
    denominator: numerator.denominator * denominator.numerator,
  };
}
