import { expect, it } from "vitest";
import { newId } from "@/lib/core";
import { database, inTransaction, systemContext } from "@/lib/db";

it("joins the caller's transaction: what is inside is undone with it", async () => {
  const id = newId();
  const failing = inTransaction(systemContext(), async (outer) => {
    await inTransaction(outer, async (inner) => {
      expect(inner.db).toBe(outer.db);
      await inner.db.setting.create({ data: { key: id, value: 1 } });
    });
    throw new Error("undo");
  });
  await expect(failing).rejects.toThrow("undo");
  expect(await database().setting.count({ where: { key: id } })).toBe(0);
});
