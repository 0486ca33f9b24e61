// `npm test`: installs what is missing, then runs every check and ends with "N passed, N failed".
// Plain JavaScript for Node 20, since it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { installDependencies, localEnvironment } from "./install.mjs";

const root = path.resolve(import.meta.dirname, "..");
const results = path.join(root, ".tmp/results");
const quick = process.argv.includes("--quick");
let passed = 0;
/** { name, message } of each */
const failures = [];
/** names of those that passed when they were run a second time */
const unsteady = [];

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

function judge(title, fine) {
  if (fine) passed++;
  else failures.push({ name: title, message: "" });
}

/** Checks that only read, side by side; what one says is printed when it ends. */
async function checkTogether(checks) {
  await Promise.all(
    checks.map(async ([title, command, ...args]) => {
      const from = Date.now();
      const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env });
      const said = [];
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(chunk));
      const status = await new Promise((resolve) => {
        child.once("error", (error) => {
          said.push(Buffer.from(`${error.message}\n`));
          resolve(1);
        });
        child.once("close", resolve);
      });
      process.stdout.write(Buffer.concat(said));
      const outcome = status === 0 ? "passed" : "failed";
      console.log(`── ${title}: ${outcome} in ${((Date.now() - from) / 1000).toFixed(1)} s`);
      judge(title, status === 0);
    }),
  );
}

/**
 * A test runner's own counts; a run that left none behind is one failure. A test that fails has a second try, so that a
 * busy machine does not decide; one that needed it is named at the end.
 */
function suite(title, command, args, file, read, extra) {
  const fine = run(title, command, args, extra);
  const found = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : undefined;
  const outcomes = found ?? { passed: 0, failures: [], unsteady: [] };
  if ((!fine && outcomes.failures.length === 0) || outcomes.passed + outcomes.failures.length === 0) {
    outcomes.failures.push({ name: title, message: "The run broke off." });
  }
  passed += outcomes.passed;
  failures.push(...outcomes.failures);
  unsteady.push(...outcomes.unsteady);
}

function vitest(title, project) {
  const file = path.join(results, `${project}.json`);
  const args = ["run", "--project", project, "--retry=1", "--reporter=default", "--reporter=tests/support/outcomes.ts"];
  suite(title, "vitest", args, file, (outcomes) => outcomes, { OUTCOMES_FILE: file });
}

/** @param report what Playwright's JSON reporter writes */
function playwrightOutcomes({ stats, errors = [], suites = [] }) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const named = (status) =>
    suites
      .flatMap(specs)
      .flatMap(({ file, title, tests }) =>
        tests
          .filter((test) => test.status === status)
          .map(({ results: runs }) => ({ name: `${file} › ${title}`, message: runs.at(-1)?.error?.message ?? "" })),
      );
  return {
    passed: stats.expected + stats.flaky,
    failures: [...named("unexpected"), ...errors.map(({ message }) => ({ name: "browser tests", message }))],
    unsteady: named("flaky").map(({ name }) => name),
  };
}

judge("prisma client", run("prisma client", "node", ["scripts/generate.mjs", "--quiet"]));
console.log("\n── formatting, lint, types and import boundaries");
await checkTogether([
  ["formatting", "prettier", "--check", "--log-level", "warn", "."],
  ["lint", "eslint", "--max-warnings", "0", "."],
  ["types", "tsc", "--noEmit"],
  ["import boundaries", "depcruise", "app", "components", "lib", "scripts", "proxy.ts", "instrumentation.ts"],
]);
vitest("unit tests", "unit");
if (!quick) {
  vitest("integration tests", "integration");
  const built = run("build", "node", ["scripts/build.mjs"]);
  judge("build", built);
  if (built) {
    vitest("the container's steps", "platform");
    const chromium = findChromium();
    if (chromium === undefined) failures.push({ name: "browser tests", message: "There is no browser." });
    else {
      const file = path.join(results, "e2e.json");
      suite("browser tests", "playwright", ["test", "--retries=1"], file, playwrightOutcomes, {
        CHROMIUM_PATH: chromium,
        // Tests make their own rows with server modules, which only this condition lets in.
        NODE_OPTIONS: "--conditions=react-server",
      });
    }
  }
}

for (const name of unsteady) console.log(`\nPassed only when run again: ${name}`);
for (const { name, message } of failures) console.log(`\nFailed: ${name}\n${message.replace(/^/gm, "  ")}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);

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
