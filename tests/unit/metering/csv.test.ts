import { expect, it } from "vitest";
import { csvLine } from "@/lib/metering/csv";

it.each([
  [["a", "b"], "a,b\r\n"],
  [["a,b", 'say "hi"', "two\nlines"], '"a,b","say ""hi""","two\nlines"\r\n'],
  [["=1+1", "+1", "-1", "@sum", "\tx"], "'=1+1,'+1,'-1,'@sum,'\tx\r\n"],
  [["=cmd|'/c calc'!A1,x"], "\"'=cmd|'/c calc'!A1,x\"\r\n"],
  [["", "0.002"], ",0.002\r\n"],
])("writes %j", (values, line) => {
  expect(csvLine(values)).toBe(line);
});
