import { StudioSkeleton } from "@/components/creations/studio-skeleton";

export default function VideosLoading() {
  return <StudioSkeleton />;
}
