import type { Prisma } from "@/lib/db";
import type { MessageFailure, Receipt } from "@/lib/chat/schema";
import { emptyResult } from "./result";
import type { BenchInput, BenchPreset, BenchRun, RunResult, RunSummary } from "./schema";

export const runColumns = {
  id: true,
  mode: true,
  modelId: true,
  state: true,
  title: true,
  request: true,
  result: true,
  receipt: true,
  failure: true,
  createdAt: true,
} as const satisfies Prisma.BenchRunSelect;

export type RunRow = Prisma.BenchRunGetPayload<{ select: typeof runColumns }>;

export function toRun(row: RunRow): BenchRun {
  return {
    id: row.id,
    mode: row.mode,
    modelId: row.modelId,
    state: row.state,
    title: row.title,
    request: row.request as unknown as BenchInput,
    result: { ...emptyResult(), ...(row.result as Partial<RunResult>) },
    receipt: row.receipt as Receipt | null,
    failure: row.failure as MessageFailure | null,
    createdAt: row.createdAt.toISOString(),
  };
}

export const summaryColumns = {
  id: true,
  mode: true,
  modelId: true,
  state: true,
  title: true,
  receipt: true,
  createdAt: true,
} as const satisfies Prisma.BenchRunSelect;

export function toRunSummary(row: Prisma.BenchRunGetPayload<{ select: typeof summaryColumns }>): RunSummary {
  const { receipt, createdAt, ...rest } = row;
  const paid = receipt as Receipt | null;
  return {
    ...rest,
    costNanos: paid?.costNanos ?? null,
    currency: paid?.currency ?? null,
    createdAt: createdAt.toISOString(),
  };
}

export function toPreset(row: Prisma.BenchPresetGetPayload<object>): BenchPreset {
  return {
    id: row.id,
    mode: row.mode,
    name: row.name,
    request: row.request as unknown as BenchInput,
    updatedAt: row.updatedAt.toISOString(),
  };
}
