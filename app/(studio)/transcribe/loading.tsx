import { StudioSkeleton } from "@/components/creations/studio-skeleton";

export default function TranscribeLoading() {
  return <StudioSkeleton />;
}
