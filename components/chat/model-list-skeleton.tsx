import { Skeleton } from "@/components/ui/badge";

export function ModelListSkeleton() {
  return (
    <div className="grid gap-3 p-3">
      <Skeleton className="h-9" />
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-10" />
      ))}
    </div>
  );
}
