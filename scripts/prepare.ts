// Started by the launcher before the application: the catalogue, and the first administrator's link.
import { createSetupLink, hasAdministrator } from "@/lib/auth";
import { database, synchroniseClock, systemContext } from "@/lib/db";
import { seedCatalogue } from "@/lib/models";
import { wordsOf } from "./launch/failure";
import type { Prepared } from "./launch/prepare";

async function prepare(): Promise<Prepared> {
  try {
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
