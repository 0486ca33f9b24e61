import { StudioSkeleton } from "@/components/creations/studio-skeleton";

export default function ImagesLoading() {
  return <StudioSkeleton />;
}
