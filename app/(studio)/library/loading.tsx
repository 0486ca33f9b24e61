import { GridSkeleton } from "@/components/library/grid-skeleton";

export default function LibraryLoading() {
  return (
    <div className="px-4 pt-24 sm:px-8">
      <GridSkeleton />
    </div>
  );
}
