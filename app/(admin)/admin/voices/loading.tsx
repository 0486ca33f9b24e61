import { LoadingList } from "@/components/shell/loading-list";

export default function VoicesLoading() {
  return <LoadingList />;
}
