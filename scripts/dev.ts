// `npm run dev`: the application from its sources, with the same database and provider as in production.
import { existsSync } from "node:fs";
import { announce } from "./launch/announce";
import { requirePort, startApplication } from "./launch/application";
import { openDatabase } from "./launch/database";
import { Lifetime } from "./launch/lifetime";
import { applyMigrations, prepareData } from "./launch/prepare";
import { startProvider } from "./launch/provider";
import { inRoot } from "./root";
import { readSettings } from "./launch/settings";

const lifetime = new Lifetime();

process.exit(
  await lifetime.run(async () => {
    const settings = readSettings({ mode: "development", writeEnvFile: !existsSync(inRoot(".env")) });
    await requirePort(settings);
    const { url } = await openDatabase(settings, lifetime);
    await applyMigrations(url);
    const prepared = await prepareData({ ...settings.variables, DATABASE_URL: url });
    const provider = await startProvider(settings, lifetime);
    const variables = { ...provider, DATABASE_URL: url, NEXT_TELEMETRY_DISABLED: "1" };
    const { PORT, HOST } = settings.environment;
    const next = inRoot("node_modules/next/dist/bin/next");
    await startApplication([next, "dev", "-p", String(PORT), "-H", HOST], settings, variables, lifetime);
    announce(settings, prepared);
  }),
);
