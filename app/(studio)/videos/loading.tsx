import { LoadingList } from "@/components/shell/loading-list";

export default function VideosLoading() {
  return <LoadingList />;
}
