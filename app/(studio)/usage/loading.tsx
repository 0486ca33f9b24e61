import { LoadingReport } from "@/components/usage/loading-report";

export default function UsageLoading() {
  return <LoadingReport />;
}
