import { expect, it } from "vitest";
import { forgetFiles, purgeDeleted } from "@/lib/chat";
import { newId } from "@/lib/core";
import { database, systemContext } from "@/lib/db";
import { enqueue, runDueJobs } from "@/lib/jobs";
import { sweepFiles } from "@/lib/media";
import { login } from "@/tests/support/login";
import { pictureOf } from "@/tests/support/pictures";
import { get, sent, storedFiles } from "./support";

it("a conversation that is deleted for good takes the files that nothing else shows", async () => {
  const person = await login();
  const other = await login();
  const picture = await pictureOf(8, 8).png().toBuffer();
  const upload = () => sent(person, picture);
  const [only, made, shared, unsent, foreign] = [
    await upload(),
    await upload(),
    await upload(),
    await upload(),
    await sent(other, picture),
  ];
  const conversationOf = async (parts: object[], deletedAt: Date | null) => {
    const id = newId();
    await database().conversation.create({ data: { id, userId: person.userId, modelId: "m", deletedAt } });
    await database().message.create({ data: { id: newId(), conversationId: id, role: "user", parts } });
    return id;
  };
  const shows = (assetId: string) => ({
    type: "picture",
    assetId,
    name: "",
    alt: "",
    detail: "low",
    width: 8,
    height: 8,
  });
  const gone = await conversationOf(
    [shows(only.id), shows(shared.id), shows(foreign.id), { type: "tool", id: "1", name: "draw", assetIds: [made.id] }],
    new Date(Date.now() - 3_600_000),
  );
  await conversationOf([{ type: "text", text: only.id }, shows(shared.id)], null);

  expect(await purgeDeleted(systemContext())).toBe(1);
  expect(await database().conversation.count({ where: { id: gone } })).toBe(0);
  expect(await runDueJobs(systemContext(), [forgetFiles])).toBe(1);
  const status = async (asset: { id: string }, of = person) => (await get(of, asset.id)).status;
  expect([await status(only), await status(made)]).toEqual([404, 404]);
  expect([await status(shared), await status(unsent), await status(foreign, other)]).toEqual([200, 200, 200]);
  await sweepFiles(systemContext());
  expect(storedFiles()).toHaveLength(6);
});

it("what was made, has a star or is worked from stays in the library when its conversation goes", async () => {
  const person = await login();
  const picture = await pictureOf(8, 8).png().toBuffer();
  const [made, starred, input, plain] = [
    await sent(person, picture),
    await sent(person, picture),
    await sent(person, picture),
    await sent(person, picture),
  ];
  await database().asset.update({ where: { id: made.id }, data: { origin: "image" } });
  await database().asset.update({ where: { id: starred.id }, data: { favouriteAt: new Date() } });
  await database().creation.create({
    data: {
      id: newId(),
      userId: person.userId,
      kind: "image",
      modelId: "m",
      request: {},
      requestKey: newId(),
      requestDigest: "",
      calls: {
        create: {
          id: newId(),
          userId: person.userId,
          kind: "image",
          modelId: "m",
          position: 0,
          body: { image: { assetId: input.id } },
          chargeId: newId(),
        },
      },
    },
  });
  const ids = [made, starred, input, plain].map(({ id }) => id);
  await enqueue(systemContext(), forgetFiles, { userId: person.userId, assetIds: ids });
  expect(await runDueJobs(systemContext(), [forgetFiles])).toBe(1);
  const left = await database().asset.findMany({ where: { id: { in: ids } }, select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual(ids.slice(0, 3).sort());
});
