import { expect, it } from "vitest";
import { startGeneration } from "@/lib/chat";
import { database, systemContext } from "@/lib/db";
import { checkBooks } from "@/lib/metering";
import { chatWithSimulator, makePerson, question } from "./support";

const chat = chatWithSimulator();

it("starts nothing for somebody who was let in and is disabled before the start is written", async () => {
  const { userId, ctx } = await makePerson();
  const letIn = ctx();
  await database().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  await expect(startGeneration(letIn, question("Hello."))).rejects.toMatchObject({ code: "not_found" });
  expect(await chat.requests()).toEqual([]);
  expect(await database().conversation.count({ where: { userId } })).toBe(0);
  expect(await checkBooks(systemContext())).toEqual([]);
});
