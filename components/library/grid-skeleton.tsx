import { Skeleton } from "@/components/ui/badge";

/** The shape of the first screen, drawn before the width is known. */
export function GridSkeleton({ label }: { label?: string }) {
  return (
    <div role={label ? "status" : undefined} aria-label={label}>
      <Skeleton className="mt-3 mb-2 h-5 w-32" />
      <div className="grid grid-cols-3 gap-2 sm:grid-cols-[repeat(auto-fill,minmax(10rem,1fr))]">
        {Array.from({ length: 18 }, (_, index) => (
          <Skeleton key={index} className="aspect-square rounded-lg" />
        ))}
      </div>
    </div>
  );
}
