import "server-only";
import type { UserActor } from "@/lib/core";

/** The signed-in person a request's cookie stands for, checked against the database; undefined for everyone else. */
export async function findActor(_headers: Headers): Promise<UserActor | undefined> {
  return undefined;
}
