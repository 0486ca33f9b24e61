import { ColumnTypeEnum as Type, type ColumnType } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** The types of PostgreSQL's own catalogues, by object id, as the schema engine calls them. Others are text to it. */
const types: Record<number, ColumnType> = {
  [pg.types.builtins.BOOL]: Type.Boolean,
  [pg.types.builtins.BYTEA]: Type.Bytes,
  [pg.types.builtins.CHAR]: Type.Character,
  [pg.types.builtins.INT2]: Type.Int32,
  [pg.types.builtins.INT4]: Type.Int32,
  [pg.types.builtins.INT8]: Type.Int64,
  [pg.types.builtins.OID]: Type.Int64,
  [pg.types.builtins.FLOAT4]: Type.Float,
  [pg.types.builtins.FLOAT8]: Type.Double,
  // Arrays have no names in pg: of bool, "char", name, int2, int4, text, varchar, int8, oid.
  1000: Type.BooleanArray,
  1002: Type.CharacterArray,
  1003: Type.TextArray,
  1005: Type.Int32Array,
  1007: Type.Int32Array,
  1009: Type.TextArray,
  1015: Type.TextArray,
  1016: Type.Int64Array,
  1028: Type.Int64Array,
};

export function columnTypeOf(objectId: number): ColumnType {
  return types[objectId] ?? Type.Text;
}

const parsed: ReadonlySet<ColumnType> = new Set([
  Type.Boolean,
  Type.Int32,
  Type.Float,
  Type.Double,
  Type.BooleanArray,
  Type.CharacterArray,
  Type.TextArray,
  Type.Int32Array,
  Type.Int64Array,
]);

/** What pg itself makes of them, where the engine wants more than text. */
export const parsers: pg.CustomTypesConfig = {
  getTypeParser: (objectId: number) =>
    parsed.has(columnTypeOf(objectId)) ? pg.types.getTypeParser(objectId, "text") : (value: string) => value,
};
