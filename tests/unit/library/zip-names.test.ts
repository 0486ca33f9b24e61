import { expect, it } from "vitest";
import { createZipNames } from "@/lib/library/zip-names";

it("keeps a name that is safe, and gives it the extension of its type", () => {
  const nameOf = createZipNames();
  expect(nameOf("Cat at noon.png", "image/png")).toBe("Cat at noon.png");
  expect(nameOf("photo.JPEG", "image/jpeg")).toBe("photo.JPEG");
  expect(nameOf("photo.png", "image/jpeg")).toBe("photo.jpg");
  expect(nameOf("clip", "video/mp4")).toBe("clip.mp4");
  expect(nameOf("v1.5 draft", "image/png")).toBe("v1.5 draft.png");
  expect(nameOf("一只猫", "image/webp")).toBe("一只猫.webp");
  expect(nameOf("report.docx", "application/octet-stream")).toBe("report.docx");
  expect(nameOf("notes", "application/octet-stream")).toBe("notes");
});

it("never gives one name twice, whatever its letters' size", () => {
  const nameOf = createZipNames(["manifest.json"]);
  const names = ["a.png", "A.PNG", "a.png", "a (2).png"].map((name) => nameOf(name, "image/png"));
  expect(names).toEqual(["a.png", "A (2).PNG", "a (3).png", "a (2) (2).png"]);
  expect(nameOf("manifest.json", "application/json")).toBe("manifest (2).json");
});

it.each([
  ["../../etc/passwd", "image/png", "_.._etc_passwd.png"],
  ['a/b\\c:d*e?f"g<h>i|j.png', "image/png", "a_b_c_d_e_f_g_h_i_j.png"],
  ["CON.png", "image/png", "_CON.png"],
  ["...", "image/png", "item.png"],
  ["exe.\u202egpj.png", "image/png", "exe._gpj.png"],
  ["line\nbreak.png", "image/png", "line_break.png"],
  ["trailing. ", "video/mp4", "trailing.mp4"],
  ["", "application/pdf", "item"],
])("makes %j safe", (name, type, expected) => {
  expect(createZipNames()(name, type)).toBe(expected);
});

it("cuts what is too long and keeps it apart", () => {
  const nameOf = createZipNames();
  const long = "猫".repeat(200);
  expect(nameOf(`${long}.png`, "image/png")).toBe(`${"猫".repeat(80)}.png`);
  expect(nameOf(`${long}.png`, "image/png")).toBe(`${"猫".repeat(80)} (2).png`);
});
