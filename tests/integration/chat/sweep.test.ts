import { expect, it } from "vitest";
import { sweepGenerations } from "@/lib/chat";
import { database, systemContext } from "@/lib/db";
import { ask, chatWithSimulator, makePerson, question } from "./support";

chatWithSimulator();

it("ends what can be ended although one answer before it cannot", async () => {
  const { ctx } = await makePerson();
  const ids: string[] = [];
  for (let made = 0; made < 2; made++) ids.push((await ask(ctx(), question("Hello."))).started.generationId);
  const [first, second] = ids;
  await database().$executeRaw`
    update generations set state = 'streaming', holder = 'gone',
      lease_until = now() - (case when id = ${first} then 60 else 30 end) * interval '1 second'`;
  await database().$executeRaw`
    update charges set state = 'open', rates = '{}' where id = (select charge_id from generations where id = ${first})`;

  await expect(sweepGenerations(systemContext())).rejects.toThrow("No rate");
  const states = await database().generation.findMany({
    orderBy: { leaseUntil: "asc" },
    select: { id: true, state: true },
  });
  expect(states).toEqual([
    { id: first, state: "streaming" },
    { id: second, state: "interrupted" },
  ]);
});
