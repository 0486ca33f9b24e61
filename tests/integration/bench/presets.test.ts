import { expect, it } from "vitest";
import { deletePreset, listPresets, savePreset } from "@/lib/bench";
import type { BenchInput } from "@/lib/bench/schema";
import { inputs, makePerson } from "./support";

const fim = inputs.fim as unknown as BenchInput;

it("keeps requests under names, the last of a name and mode", async () => {
  const { ctx } = await makePerson();
  const first = await savePreset(ctx(), { name: "Sort", request: fim });
  const changed = { ...fim, prefix: "def heap_sort(items):\n" } as BenchInput;
  const second = await savePreset(ctx(), { name: "Sort", request: changed });
  await savePreset(ctx(), { name: "Sort", request: inputs.prefix as unknown as BenchInput });
  expect(second.id).toBe(first.id);
  expect(await listPresets(ctx())).toMatchObject([
    { mode: "fim", name: "Sort", request: { prefix: "def heap_sort(items):\n" } },
    { mode: "prefix", name: "Sort" },
  ]);
  await deletePreset(ctx(), { id: first.id });
  expect((await listPresets(ctx())).map(({ mode }) => mode)).toEqual(["prefix"]);
});

it("are nobody else's", async () => {
  const [owner, other] = [await makePerson(), await makePerson()];
  const { id } = await savePreset(owner.ctx(), { name: "Mine", request: fim });
  expect(await listPresets(other.ctx())).toEqual([]);
  await expect(deletePreset(other.ctx(), { id })).rejects.toMatchObject({ code: "not_found" });
  await savePreset(other.ctx(), { name: "Mine", request: fim });
  expect(await listPresets(owner.ctx())).toHaveLength(1);
});
