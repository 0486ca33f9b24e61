import { LoadingReport } from "@/components/usage/loading-report";

export default function AdminLoading() {
  return <LoadingReport />;
}
