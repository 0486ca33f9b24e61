import { expect, it } from "vitest";
import { fitted } from "@/components/chat/dictation/insert-text";

it.each([
  ["", "Hello", "", "Hello"],
  ["Say", "hello", "", " hello"],
  ["Say ", "hello", "now", "hello "],
  ["One.", "Two.", "Three", " Two. "],
  ["你好，", "世界。", "再见", "世界。"],
  ["你好", "world", "再见", "world"],
  ["use (", "React", ")", "React"],
  ["a\n", "b", "\nc", "b"],
])("%j + %j + %j inserts %j", (before, text, after, inserted) => expect(fitted(before, text, after)).toBe(inserted));
