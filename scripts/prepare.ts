// Started by the launcher before the application: the catalogue, and the first administrator's link.
import { createSetupLink, hasAdministrator } from "@/lib/auth";
import { database, synchroniseClock, systemContext } from "@/lib/db";
import { seedCatalogue } from "@/lib/models";
import type { Prepared } from "./launch/prepare";

await synchroniseClock();
const ctx = systemContext();
await seedCatalogue(ctx);
const prepared: Prepared = (await hasAdministrator(ctx)) ? {} : { setupLink: (await createSetupLink(ctx)).url };
await database().$disconnect();
process.send?.(prepared, undefined, undefined, () => process.disconnect());
