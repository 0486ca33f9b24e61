import { LoadingPage } from "@/components/shell/loading-page";
import { Skeleton } from "@/components/ui/badge";

/** The shape of a usage page while its sums are on their way. */
export function LoadingReport() {
  return (
    <LoadingPage>
      <div className="grid grid-cols-2 gap-6 sm:grid-cols-4">
        {[0, 1, 2, 3].map((figure) => (
          <Skeleton key={figure} className="h-11" />
        ))}
      </div>
      <Skeleton className="mt-10 h-16 max-w-xl" />
      <Skeleton className="mt-10 h-52" />
      <div className="mt-10 grid gap-2">
        {[0, 1, 2, 3, 4].map((row) => (
          <Skeleton key={row} className="h-9" />
        ))}
      </div>
    </LoadingPage>
  );
}
