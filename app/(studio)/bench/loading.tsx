import { LoadingList } from "@/components/shell/loading-list";

export default function ModelsLoading() {
  return <LoadingList />;
}
