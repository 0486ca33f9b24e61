import { expect, test } from "vitest";
import { exactCalls } from "@/lib/simulator/answers/exact-calls";

const names = ["count_letters", "compare", "add", "multiply", "convert_units", "current_time", "create_picture"];
const offered = names.map((name) => ({ name, description: "", parameters: {} }));
const callsFor = (text: string) =>
  exactCalls(text, offered).map((call) => [call.name, JSON.parse(call.arguments)] as const);

test.each([
  ["How many r are in strawberry?", [["count_letters", { word: "strawberry", letter: "r" }]]],
  ["How many r's are there in the word “strawberry”?", [["count_letters", { word: "strawberry", letter: "r" }]]],
  ["strawberry 里有几个 r？", [["count_letters", { word: "strawberry", letter: "r" }]]],
  ["Which is larger, 9.11 or 9.9?", [["compare", { a: "9.11", b: "9.9" }]]],
  ["9.11 or 9.9: which is bigger?", [["compare", { a: "9.11", b: "9.9" }]]],
  ["9.11 和 9.9 哪个大？", [["compare", { a: "9.11", b: "9.9" }]]],
  ["What is 1.1 times 3?", [["multiply", { a: "1.1", b: "3" }]]],
  ["26.2 mi in km", [["convert_units", { value: "26.2", from: "mi", to: "km" }]]],
  ["What time is it?", [["current_time", {}]]],
  ["Draw a lighthouse in fog.", [["create_picture", { prompt: "a lighthouse in fog" }]]],
  ["Tell me about the sea.", []],
])("%s", (text, calls) => expect(callsFor(text)).toEqual(calls));

test("several questions are several calls of one step, and what is not offered is not called", () => {
  const text = "Which is larger, 9.11 or 9.9? And how many r are in strawberry?";
  expect(callsFor(text).map(([name]) => name)).toEqual(["count_letters", "compare"]);
  expect(exactCalls(text, offered.slice(1, 2)).map(({ name }) => name)).toEqual(["compare"]);
});
