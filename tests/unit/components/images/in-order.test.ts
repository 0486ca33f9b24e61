import { expect, it } from "vitest";
import { inOrder } from "@/components/images/in-order";

it("hands on what comes in the order in which it began, and a failure at once", async () => {
  const order = inOrder();
  const works = [0, 1, 2].map(() => Promise.withResolvers<string>());
  const heard: string[] = [];
  const all = works.map(({ promise }, index) =>
    order(promise).then(
      (result) => heard.push(result),
      () => heard.push(`failed ${index}`),
    ),
  );
  works[2]!.resolve("third");
  works[1]!.reject(new Error("no"));
  await all[1];
  expect(heard).toEqual(["failed 1"]);
  works[0]!.resolve("first");
  await Promise.all(all);
  expect(heard).toEqual(["failed 1", "first", "third"]);
});
