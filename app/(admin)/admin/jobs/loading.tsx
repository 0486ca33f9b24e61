import { LoadingList } from "@/components/shell/loading-list";

export default function AdminLoading() {
  return <LoadingList />;
}
