import { LoadingPage } from "@/components/shell/loading-page";
import { Skeleton } from "@/components/ui/badge";

export default function SettingsLoading() {
  return (
    <LoadingPage width="narrow">
      <div className="grid gap-5">
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className="grid gap-2">
            <Skeleton className="h-4 w-24" />
            <Skeleton className="h-9" />
          </div>
        ))}
        <Skeleton className="mt-6 h-40" />
      </div>
    </LoadingPage>
  );
}
