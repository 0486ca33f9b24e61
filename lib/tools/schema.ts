import { z } from "zod";

/** Where a tool comes from. */
export type ToolKind = "builtin" | "own" | "shared" | "server" | "sharedServer";

/** A tool, or a server full of them, as one chooses it for a conversation. */
export interface ToolSummary {
  /** what ChatParameters.tools holds: `builtin:add`, `own:<id>`, `server:<id>` */
  id: string;
  kind: ToolKind;
  name: string;
  description: string;
  /** estimate of what its definitions add to every question */
  tokens: number;
  /** its person is asked before each call */
  asks: boolean;
  /** decimal string of nanos that a call costs, where it costs money */
  priceNanos: string | null;
  /** of a server: the functions it offers */
  functions: string[];
}

export const toolMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type ToolMethod = (typeof toolMethods)[number];

const plain = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not hold control characters");

const headerName = z
  .string()
  .trim()
  .max(100)
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "must be a header's name")
  .refine((name) => !forbiddenHeaders.has(name.toLowerCase()), "is not yours to set");

/** What the connection itself depends on. */
const forbiddenHeaders: ReadonlySet<string> = new Set([
  ...["host", "connection", "content-length", "content-type", "transfer-encoding", "upgrade", "te", "trailer"],
  ...["keep-alive", "expect", "proxy-authorization", "proxy-connection", "accept-encoding"],
]);

/** `value` absent: as it is stored. */
const Header = z.strictObject({
  name: headerName,
  value: z
    .string()
    .max(4_000)
    .regex(/^[\t\x20-\x7e\u0080-\u00ff]*$/, "must be a header's value")
    .optional(),
});
const Headers = z
  .array(Header)
  .max(10)
  .refine((list) => new Set(list.map(({ name }) => name.toLowerCase())).size === list.length, "names a header twice");

const address = z.string().trim().min(1).max(2_000);

/** POST /api/tools/own */
export const ToolInput = z.strictObject({
  /** for everybody: administrators only */
  shared: z.boolean().default(false),
  name: z.string().regex(/^[A-Za-z_][\w-]{0,47}$/, "letters, digits, _ and - only, at most 48"),
  description: plain(1_000).min(1),
  /** JSON Schema of an object */
  parameters: z.record(z.string(), z.json()),
  method: z.enum(toolMethods),
  url: address,
  headers: Headers.default([]),
  asks: z.boolean().default(false),
});
export type ToolInput = z.input<typeof ToolInput>;

/** PATCH /api/tools/own/:id: the whole tool; whose it is does not change */
export const UpdateToolInput = ToolInput.omit({ shared: true });
export type UpdateToolInput = z.input<typeof UpdateToolInput>;

/** POST /api/tools/try: a tool as it stands in the form, called once */
export const TryToolInput = z.strictObject({
  /** the saved tool whose stored headers are meant */
  id: z.uuid().optional(),
  tool: UpdateToolInput,
  /** JSON text, as a model would write it */
  arguments: z.string().max(20_000),
});
export type TryToolInput = z.input<typeof TryToolInput>;

export interface TriedTool {
  ok: boolean;
  text: string;
  durationMs: number;
}

/** A tool of one's own, or a shared one as administrators see it. What its headers hold is never told. */
export interface OwnTool {
  id: string;
  shared: boolean;
  name: string;
  description: string;
  parameters: Record<string, unknown>;
  method: ToolMethod;
  url: string;
  headerNames: string[];
  asks: boolean;
}

/** POST /api/tools/servers */
export const ToolServerInput = z.strictObject({
  shared: z.boolean().default(false),
  name: plain(60).min(1),
  url: address,
  headers: Headers.default([]),
  asks: z.boolean().default(true),
});
export type ToolServerInput = z.input<typeof ToolServerInput>;

/** PATCH /api/tools/servers/:id */
export const UpdateToolServerInput = ToolServerInput.omit({ shared: true });
export type UpdateToolServerInput = z.input<typeof UpdateToolServerInput>;

export interface OwnToolServer {
  id: string;
  shared: boolean;
  name: string;
  url: string;
  headerNames: string[];
  asks: boolean;
  /** as the server described them when it was last asked */
  tools: { name: string; description: string }[];
  checkedAt: string | null;
}

/** PUT /api/admin/tools/weather; null takes the key away */
export const WeatherKeyInput = z.strictObject({
  key: z
    .string()
    .trim()
    .regex(/^[\w-]{8,200}$/, "must be a WeatherAPI key")
    .nullable(),
});
export type WeatherKeyInput = z.infer<typeof WeatherKeyInput>;

/** More steps than anybody lets an answer take. */
export const mostToolSteps = 50;

/** PUT /api/admin/tools/steps; null: as the installation is started */
export const ToolStepsInput = z.strictObject({ steps: z.int().min(1).max(mostToolSteps).nullable() });
export type ToolStepsInput = z.infer<typeof ToolStepsInput>;

export const ToolParams = z.strictObject({ id: z.uuid() });

/** Numbers of tools and servers that one person, or everybody together, may have. */
export const mostTools = 50;
export const mostServers = 10;
