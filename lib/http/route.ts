import { createHash, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import { findActor } from "@/lib/auth";
import { AppError, newId, type Actor } from "@/lib/core";
import { database, now, type Context } from "@/lib/db";
import { env } from "@/lib/env";
import { resolveLocale } from "@/lib/i18n";
import { readJson } from "./body";
import { checkLimit, type LimitName } from "./limits";
import { requireOwnOrigin } from "./origin";
import { present, privateHeaders } from "./present";

type Output<Schema> = Schema extends z.ZodType<infer Value> ? Value : undefined;

export interface RouteOptions<Params, Query, Body> {
  /** `probe`: as anyone, without a look at the cookie or the limits: probes of one proxy share an address with its visitors */
  access: "public" | "user" | "admin" | "cron" | "probe";
  /** a named limit on how often one caller may do this; every route counts towards `request` */
  limit?: LimitName;
  params?: Params;
  query?: Query;
  body?: Body;
  /** bytes; the default is REQUEST_BODY_BYTES */
  maxBodyBytes?: number;
  handle: (input: {
    ctx: Context;
    params: Output<Params>;
    query: Output<Query>;
    body: Output<Body>;
    request: Request;
  }) => Promise<Response>;
}

export type RouteHandler = (
  request: Request,
  extra: { params: Promise<Record<string, string | string[]>> },
) => Promise<Response>;

/** Turns a request into one verb call: who, from where, how often, with what; and presents what goes wrong. */
export function route<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(options: RouteOptions<Params, Query, Body>): RouteHandler {
  return async (request, extra) => {
    const requestId = newId();
    try {
      requireOwnOrigin(request);
      const actor = await authorise(request, options.access);
      if (options.access !== "probe") checkLimit("request", request, actor);
      if (options.limit) checkLimit(options.limit, request, actor);
      const params = parse(options.params, await extra.params);
      const query = parse(options.query, Object.fromEntries(new URL(request.url).searchParams));
      const body = options.body
        ? parse(options.body, await readJson(request, options.maxBodyBytes ?? env().REQUEST_BODY_BYTES))
        : undefined;
      const ctx: Context = {
        actor,
        now: now(),
        db: database(),
        requestId,
        locale: resolveLocale("locale" in actor ? actor.locale : undefined, request.headers.get("accept-language")),
        signal: request.signal,
      };
      const response = await options.handle({
        ctx,
        params: params as Output<Params>,
        query: query as Output<Query>,
        body: body as Output<Body>,
        request,
      });
      for (const [name, value] of Object.entries(privateHeaders)) {
        if (!response.headers.has(name)) response.headers.set(name, value);
      }
      response.headers.set("x-request-id", requestId);
      return response;
    } catch (error) {
      return present(error, requestId);
    }
  };
}

async function authorise(
  request: Request,
  access: RouteOptions<undefined, undefined, undefined>["access"],
): Promise<Actor> {
  if (access === "cron") return requireScheduler(request);
  if (access === "probe") return { type: "anonymous" };
  const actor = await findActor(request.headers);
  if (access === "public") return actor ?? { type: "anonymous" };
  if (!actor) throw new AppError("unauthenticated", "Sign in to go on.");
  if (access === "admin" && actor.role !== "admin")
    throw new AppError("forbidden", "Only an administrator may do this.");
  return actor;
}

/** Compares digests, whose lengths are equal, so that time tells nothing of the secret. */
function requireScheduler(request: Request): Actor {
  const secret = env().CRON_SECRET;
  const digest = (text: string) => createHash("sha256").update(text).digest();
  const given = request.headers.get("authorization") ?? "";
  if (!secret || !timingSafeEqual(digest(given), digest(`Bearer ${secret}`))) {
    throw new AppError("not_found", "There is nothing here.");
  }
  return { type: "system" };
}

/** @throws AppError `invalid_input` naming each field at fault */
function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const named = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    for (const path of named.slice(0, 20))
      fields[path.map(String).join(".").slice(0, 200) || "body"] ??= issue.message.slice(0, 300);
  }
  const field = Object.keys(fields)[0] ?? "body";
  throw new AppError("invalid_input", `Check ${field}: ${fields[field]}`, { field, fields });
}
