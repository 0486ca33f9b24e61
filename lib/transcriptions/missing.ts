import { AppError } from "@/lib/core";
import { now, type Context, type SqlContext } from "@/lib/db";
import { isProviderError } from "@/lib/siliconflow";

/** The provider said that it has no such function: believed for so long, then looked at again. */
const BELIEVED_MS = 3_600_000;
const key = "transcriptions.missing";

/** Whether a failure says that there is no such function at the provider: one of its sites has none. Pure. */
export function saysMissing(error: unknown): boolean {
  return isProviderError(error) && (error.reason === "endpoint_missing" || error.reason === "endpoint_gone");
}

export async function noteMissing(ctx: SqlContext): Promise<void> {
  const at = now();
  await ctx.db.$executeRaw`
    insert into settings (key, value, updated_at) values (${key}, 'true'::jsonb, ${at}::timestamptz)
    on conflict (key) do update set updated_at = excluded.updated_at`;
}

export async function isMissing(ctx: Context): Promise<boolean> {
  const row = await ctx.db.setting.findUnique({ where: { key }, select: { updatedAt: true } });
  return row !== null && now().getTime() - row.updatedAt.getTime() < BELIEVED_MS;
}

/** There it is again. */
export async function forgetMissing(ctx: Context): Promise<void> {
  await ctx.db.setting.deleteMany({ where: { key } });
}

/** What people are told, instead of the advice on addresses that a path unknown to the provider means elsewhere. */
export function missing(): AppError {
  return new AppError("unsupported", "The provider of this installation does not write down speech.", {
    reason: "transcription_missing",
  });
}
