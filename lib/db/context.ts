import type { Actor, Locale } from "@/lib/core";
import { newId } from "@/lib/core";
import { database, type Db } from "./client";
import { now } from "./clock";
import type { Sql } from "./sql";

/** Who acts, when, in which transaction, for which request. The first parameter of every verb. */
export interface Context {
  actor: Actor;
  /** the database's time when the context was made */
  now: Date;
  /** the client, or the transaction a caller has opened */
  db: Db;
  requestId: string;
  locale: Locale;
  /** ends with the request; paid calls do not listen to it */
  signal?: AbortSignal;
}

/** What a verb asks for that makes raw statements only: any context, and one of `inSqlTransaction`. */
export type SqlContext = Omit<Context, "db"> & { db: Sql };

/** A context for work that no person asked for: jobs, sweeps, commands. */
export function systemContext(overrides: Partial<Context> = {}): Context {
  return { actor: { type: "system" }, now: now(), db: database(), requestId: newId(), locale: "en", ...overrides };
}
