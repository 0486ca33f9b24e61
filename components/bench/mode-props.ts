import type { BenchInputOf, BenchMode, BenchRun } from "@/lib/bench/schema";
import type { ModelSummary } from "@/lib/models/schema";

/** What the form of each mode is given. */
export interface ModeProps<Mode extends BenchMode> {
  input: BenchInputOf<Mode>;
  model: ModelSummary | undefined;
  /** the run on screen */
  run: BenchRun | undefined;
  busy: boolean;
  onChange: (input: BenchInputOf<Mode>) => void;
  /** makes a run of this very request */
  onRun: (input: BenchInputOf<Mode>) => void;
  /** what is written cannot be sent, in words; undefined: it can */
  onProblem: (problem: string | undefined) => void;
  /** takes the run off the screen */
  onDismiss: () => void;
}
