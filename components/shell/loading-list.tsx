import { Skeleton } from "@/components/ui/badge";
import { LoadingPage } from "./loading-page";

/** The shape of a page with a search field and a long list. */
export function LoadingList() {
  return (
    <LoadingPage>
      <div className="mb-4 flex gap-2">
        <Skeleton className="h-9 w-80 max-w-full" />
        <Skeleton className="h-9 w-32 max-sm:hidden" />
      </div>
      <div className="grid gap-4">
        {[0, 1, 2, 3, 4, 5].map((row) => (
          <div key={row} className="flex justify-between gap-6">
            <div className="grid grow gap-2">
              <Skeleton className="h-4 w-48" />
              <Skeleton className="h-3 w-64 max-w-full" />
              <Skeleton className="h-3 w-40" />
            </div>
            <Skeleton className="h-9 w-28" />
          </div>
        ))}
      </div>
    </LoadingPage>
  );
}
