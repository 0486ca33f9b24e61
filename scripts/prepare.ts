// Started by the launcher before the application: a try of the storage, the catalogue, and the first administrator's link.
import { createSetupLink, hasAdministrator } from "@/lib/auth";
import { database, synchroniseClock, systemContext } from "@/lib/db";
import { env } from "@/lib/env";
import { seedCatalogue } from "@/lib/models";
import { checkStorage } from "@/lib/storage/check-storage";
import { wordsOf } from "./launch/failure";
import type { Prepared } from "./launch/prepare";

async function prepare(): Promise<Prepared> {
  try {
    const refusal = await checkStorage(env());
    if (refusal) return { refusal };
    await synchroniseClock();
    const ctx = systemContext();
    await seedCatalogue(ctx);
    return (await hasAdministrator(ctx)) ? {} : { setupLink: (await createSetupLink(ctx)).url };
  } catch (error) {
    return { failure: wordsOf(error) };
  } finally {
    await database().$disconnect();
  }
}

process.send?.(await prepare(), undefined, undefined, () => process.disconnect());
