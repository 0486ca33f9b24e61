import { StudioSkeleton } from "@/components/creations/studio-skeleton";

export default function VoicesLoading() {
  return <StudioSkeleton />;
}
