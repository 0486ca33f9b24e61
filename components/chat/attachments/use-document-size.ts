import { useFormat, useText } from "@/components/text-provider";
import type { DocumentUnit } from "@/lib/documents/schema";

/** How long a document is, in what it is divided by: "12 pages", "3 slides". */
export function useDocumentSize(): (unit: DocumentUnit, count: number) => string {
  const { pages } = useText("documents");
  const format = useFormat();
  return (unit, count) => format(pages[unit], { count });
}
