import { AppError } from "@/lib/core";
import type { Context } from "@/lib/db";
import { isAdministrator } from "./access";
import { seal, unseal } from "./secrets";

const service = "weatherapi";

/** Sets or takes away the key of the weather tool, which is there only while there is one. @throws AppError `forbidden` */
export async function setWeatherKey(ctx: Context, { key }: { key: string | null }): Promise<void> {
  if (!isAdministrator(ctx)) throw new AppError("forbidden", "Only an administrator may do this.");
  if (key === null) {
    await ctx.db.toolKey.deleteMany({ where: { service } });
    return;
  }
  const secret = seal({ key }, service);
  await ctx.db.toolKey.upsert({
    where: { service },
    create: { service, secret, updatedAt: ctx.now },
    update: { secret, updatedAt: ctx.now },
  });
}

/** Whether there is a key; what it is nobody is told. */
export async function hasWeatherKey(ctx: Context): Promise<boolean> {
  return (await ctx.db.toolKey.count({ where: { service } })) > 0;
}

/** undefined where there is none, or none that can be read */
export async function findWeatherKey(ctx: Context): Promise<string | undefined> {
  const row = await ctx.db.toolKey.findUnique({ where: { service } });
  if (!row) return undefined;
  try {
    return unseal(row.secret, service).key;
  } catch {
    return undefined;
  }
}
