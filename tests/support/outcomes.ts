import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Reporter, SerializedError, TestCase, TestModule } from "vitest/node";

/** What came of a run, for `npm test`: see scripts/test.mjs. */
interface Outcomes {
  passed: number;
  failures: { name: string; message: string }[];
  /** passed when they were run a second time */
  unsteady: string[];
}

/** Writes what came of a run to the file named by OUTCOMES_FILE. */
export default class OutcomesReporter implements Reporter {
  private readonly outcomes: Outcomes = { passed: 0, failures: [], unsteady: [] };

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    const name = `${path.relative("", test.module.moduleId)} › ${test.fullName}`;
    if (state === "failed") this.fail(name, errors);
    if (state === "passed") this.outcomes.passed++;
    if (test.diagnostic()?.flaky) this.outcomes.unsteady.push(name);
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    for (const file of modules) {
      const errors = [...file.errors(), ...[...file.children.allSuites()].flatMap((suite) => suite.errors())];
      if (errors.length > 0) this.fail(path.relative("", file.moduleId), errors);
    }
    for (const error of unhandled) this.fail("outside of any test", [error]);
    const target = process.env.OUTCOMES_FILE;
    if (target) writeFileSync(target, JSON.stringify(this.outcomes));
  }

  private fail(name: string, errors: readonly { message?: string }[]): void {
    const message = errors[0]?.message ?? "";
    this.outcomes.failures.push({ name, message: message.slice(0, 600) });
  }
}
