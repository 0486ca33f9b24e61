/** So few may differ whatever the rest: a handful in a small installation is no sign of anything. */
const FEW = 20;

interface Counted {
  rowCount: number;
  missingCount: number;
  fileCount: number;
  strayCount: number;
}

/**
 * Whether what a check has found is what faults leave behind. A storage that lacks half of all files, or has many that
 * no row names, is more likely the wrong one, not mounted, or shared with another installation: then nothing is mended
 * until somebody says so.
 */
export function isPlausible({ rowCount, missingCount, fileCount, strayCount }: Counted): boolean {
  const fewMissing = missingCount <= FEW || missingCount <= rowCount / 10;
  const fewStray = strayCount <= FEW || strayCount <= fileCount / 10;
  return fewMissing && fewStray;
}
