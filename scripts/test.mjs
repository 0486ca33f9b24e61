// `npm test`: installs what is missing, then runs every check and ends with "N passed, N failed".
// Plain JavaScript for Node 20, since it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { installDependencies, localEnvironment } from "./install.mjs";

const root = path.resolve(import.meta.dirname, "..");
const results = path.join(root, ".tmp/results");
const quick = process.argv.includes("--quick");
let passed = 0;
let failed = 0;

process.chdir(root);
await installDependencies();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const env = localEnvironment({ NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" });

function run(title, command, args, extra = {}) {
  console.log(`\n── ${title}`);
  const from = Date.now();
  const { status } = spawnSync(command, args, { stdio: "inherit", env: { ...env, ...extra } });
  console.log(`── ${title}: ${status === 0 ? "passed" : "failed"} in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  return status === 0;
}

function check(title, command, args, extra) {
  if (run(title, command, args, extra)) passed++;
  else failed++;
}

/** A test runner's own counts; a run that left none behind is one failure. */
function suite(title, command, args, file, count, extra) {
  const fine = run(title, command, args, extra);
  let counts = { passed: 0, failed: 0 };
  if (existsSync(file)) counts = count(JSON.parse(readFileSync(file, "utf8")));
  if ((!fine && counts.failed === 0) || counts.passed + counts.failed === 0) counts.failed++;
  passed += counts.passed;
  failed += counts.failed;
}

const vitestCounts = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests });
const playwrightCounts = ({ stats, errors }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + (errors?.length ?? 0),
});

function vitest(title, project) {
  const file = path.join(results, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  suite(title, "vitest", ["run", "--project", project, ...reporters], file, vitestCounts);
}

check("prisma client", "node", ["scripts/generate.mjs", "--quiet"]);
check("formatting", "prettier", ["--check", "--log-level", "warn", "."]);
check("lint", "eslint", ["--max-warnings", "0", "."]);
check("types", "tsc", ["--noEmit"]);
check("import boundaries", "depcruise", ["app", "components", "lib", "scripts", "proxy.ts", "instrumentation.ts"]);
vitest("unit tests", "unit");
if (!quick) {
  vitest("integration tests", "integration");
  if (run("build", "node", ["scripts/build.mjs"])) {
    passed++;
    vitest("the container's steps", "platform");
    const chromium = findChromium();
    if (chromium === undefined) failed++;
    else {
      const file = path.join(results, "e2e.json");
      suite("browser tests", "playwright", ["test"], file, playwrightCounts, {
        CHROMIUM_PATH: chromium,
        // Tests make their own rows with server modules, which only this condition lets in.
        NODE_OPTIONS: "--conditions=react-server",
      });
    }
  } else failed++;
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

/**
 * The browser to test with: Playwright's own, else Debian's, installed when that is possible.
 * @returns a path, "" for Playwright's own, undefined when there is none
 */
function findChromium() {
  const probe = "import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))";
  const own = () => {
    const file = spawnSync("node", ["--input-type=module", "-e", probe], { env, encoding: "utf8" }).stdout.trim();
    return file && existsSync(file);
  };
  const debian = () =>
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((file) => existsSync(file));
  if (own()) return "";
  if (debian()) return debian();
  console.log("\n── Chromium is missing: trying Playwright's own");
  spawnSync("playwright", ["install", "chromium"], { stdio: "inherit", env, timeout: 180_000 });
  if (own()) return "";
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    console.log("\n── Chromium is missing: installing Debian's");
    const apt = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    spawnSync("apt-get", ["update"], apt);
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"], apt);
    if (debian()) return debian();
  }
  console.error(
    'No browser to test with. Install Chromium ("npx playwright install chromium", or your system\'s package).',
  );
  return undefined;
}
