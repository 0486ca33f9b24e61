import { expect, it, vi } from "vitest";
import { database, type Prisma } from "@/lib/db";
import { log } from "@/lib/http";

it("keeps what people wrote out of the log, also where the database's client quotes it", async () => {
  const wrong = {
    email: "person@example.com",
    name: { secret: "words of a person" },
  } as unknown as Prisma.UserCreateInput;
  const error: unknown = await database()
    .user.create({ data: wrong })
    .catch((thrown: unknown) => thrown);
  expect(String(error)).toContain("words of a person");
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  log("error", "request failed", { error });
  const line = String(write.mock.calls[0]![0]);
  write.mockRestore();
  expect(line).toContain("PrismaClientValidationError");
  expect(line).toMatch(/"at .*log\.test\.ts/);
  expect(line).not.toMatch(/person@example|words of a person/);
});
