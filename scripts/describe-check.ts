import type { StorageCheck } from "@/lib/storage/schema";

/** What a comparison of rows and files has found, for a terminal. */
export function describeCheck(check: StorageCheck): string {
  const lines = [
    `${check.rowCount} rows, ${check.fileCount} files (${megabytes(check.fileBytes)}).`,
    `Rows without their bytes: ${check.missingCount}`,
    ...check.missing.map(
      ({ id, kind, person, createdAt }) => `  ${id}  ${kind} of ${createdAt.slice(0, 10)}, ${person}`,
    ),
    ...(check.missingCount > check.missing.length && check.missing.length > 0 ? ["  …"] : []),
    `Files without a row, older than a day: ${check.strayCount} (${megabytes(check.strayBytes)})`,
    ...(check.sumCount > 0 ? [`Wrong sums of what people use, put right: ${check.sumCount}`] : []),
  ];
  return [...lines, outcome(check)].join("\n");
}

function outcome({ repaired, repair, doubtful, missingCount, strayCount }: StorageCheck): string {
  if (missingCount + strayCount === 0) return "Nothing to mend.";
  if (repaired) return "Mended: what is missing is marked, and strays are being removed.";
  if (!doubtful) return repair ? "Nothing was mended." : "Nothing was changed. “storage repair” mends it.";
  return "So much differs that this may be the wrong storage: nothing was changed. If it is the right one: “storage repair --insist”.";
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
