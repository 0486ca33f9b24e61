import { toast } from "@/components/ui/toast";
import { mostAttachments } from "./item";

type Fill = (template: string, values: Record<string, string | number>) => string;

/** Says what did not find room. */
export function sayLeftOut(left: number, template: string, fill: Fill): void {
  if (left > 0) toast({ text: fill(template, { count: mostAttachments, left }), tone: "danger" });
}
